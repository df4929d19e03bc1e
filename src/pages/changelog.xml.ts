import type { APIRoute } from 'astro';
import { atomFeed } from '../changelog/atom-feed.ts';
import { changelogEntries } from '../changelog/entries.ts';
import { inlineMarkdown } from '../errors/inline-markdown.ts';

export const prerender = true;

export const GET: APIRoute = async ({ url, site = url }) => {
  const entries = (await changelogEntries()).map(({ id, data: { date, title, text } }) => ({
    id,
    date,
    title,
    html: `<p>${inlineMarkdown(text)}</p>`,
  }));
  const feed = atomFeed(new URL('/changelog/', site), new URL('/changelog.xml', site), entries);
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } });
};
