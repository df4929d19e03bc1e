import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { glossary } from '../../content/glossary.ts';
import { vocabularyOf } from '../../search/vocabulary.ts';

export const prerender = true;

const headings = (markdown = ''): string[] => markdown.match(/^#{2,4} .+$/gm) ?? [];

/** The words of this site, one a line: what the search takes a mistyped word for. */
export const GET: APIRoute = async () => {
  const [steps, documents, errors] = await Promise.all([
    getCollection('tutorials'),
    getCollection('docs'),
    getCollection('errors'),
  ]);
  const pages = [...steps, ...documents].flatMap(({ body, data }) => [
    data.title,
    ...data.searchWords,
    ...headings(body),
  ]);
  const catalogue = errors.flatMap(({ data }) => [data.title, ...data.searchWords]);
  const terms = glossary.flatMap((group) =>
    group.terms.flatMap(({ term, refused }) => [term, ...refused.map(({ words }) => words)]),
  );
  const words = vocabularyOf([...pages, ...catalogue, ...terms]);
  return new Response(`${words.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
