import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { errorCatalogue } from '../errors/error-catalogue.ts';
import { plainText } from '../errors/inline-markdown.ts';
import { markdownAddress } from '../markdown/address.ts';
import * as security from '../security/prose.ts';
import { tenantTypes } from '../shell/site-map.ts';
import { stepPath, trackSteps } from '../tutorial/steps.ts';

export const prerender = true;

/** Every page as Markdown, in the format of llmstxt.org. */
export const GET: APIRoute = async ({ site }) => {
  const line = (title: string, page: string, about = ''): string =>
    `- [${title}](${new URL(markdownAddress(page), site)})${about && `: ${about}`}`;
  const section = (heading: string, lines: string[]): string =>
    `## ${heading}\n\n${lines.join('\n')}`;

  const steps = await trackSteps();
  const documents = await getCollection('docs');
  const documentsIn = (folder: string): string[] =>
    documents
      .filter(({ id }) => id.startsWith(folder))
      .sort((a, b) => (a.data.sidebar.order ?? 99) - (b.data.sidebar.order ?? 99))
      .map(({ id, data }) => line(data.title, `/${id}/`, data.description));
  const errors = (await errorCatalogue()).flatMap((family) => family.errors);

  const text = [
    '# Sign-in Lab',
    '> Learn Microsoft sign-in by running it: tutorials, a live demo and samples for Microsoft Entra ID, External ID and Azure AD B2C, with a practice tenant on your own machine.',
    'Every page below is plain Markdown. The same step reads differently for each tenant type: keep to one track.',
    section('Start', documentsIn('choose')),
    ...tenantTypes.map(({ key, longName }) =>
      section(
        `Tutorial: ${longName}`,
        steps.map(({ id, data }) => line(data.title, stepPath(key, id), data.description)),
      ),
    ),
    section('Chapters', documentsIn('chapters/')),
    section('Concepts', documentsIn('concepts/')),
    section('Reference', [
      ...documentsIn('reference/'),
      line(security.title, '/reference/security/', security.description),
    ]),
    section(
      'Error codes',
      errors.map(({ id, data }) => line(id, `/errors/${id}/`, plainText(data.title))),
    ),
  ];
  return new Response(`${text.join('\n\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
