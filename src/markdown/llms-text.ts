import { getCollection } from 'astro:content';
import * as glossary from '../content/glossary.ts';
import { errorCatalogue, errorPath } from '../errors/error-catalogue.ts';
import { plainText } from '../errors/inline-markdown.ts';
import { tenantTypeList } from '../scenarios/tenant-types.ts';
import * as security from '../security/prose.ts';
import { stepPath, trackSteps } from '../tutorial/steps.ts';
import { markdownAddress } from './address.ts';

/**
 * Every page as Markdown, in the format of llmstxt.org.
 * @param site the origin under which readers reach the pages
 */
export async function llmsText(site: URL | undefined): Promise<string> {
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
    '> Learn Microsoft sign-in by running it: tutorials, a live demo, and samples for Microsoft Entra ID, External ID, and Azure AD B2C, with a practice tenant on your own machine.',
    'Every page below is plain Markdown. A step differs from one tenant type to another, so stay within one track.',
    section('Start', documentsIn('choose')),
    ...tenantTypeList.map(({ key, name }) =>
      section(
        `Tutorial: ${name}`,
        steps.map(({ id, data }) => line(data.title, stepPath(key, id), data.description)),
      ),
    ),
    section('Guides', documentsIn('guides/')),
    section('How it works', documentsIn('how-it-works/')),
    section('Reference', [
      ...documentsIn('reference/'),
      line(glossary.title, '/reference/glossary/', glossary.description),
      line(security.title, '/reference/security/', security.description),
    ]),
    section(
      'Error codes',
      errors.map(({ id, data }) => line(id, errorPath(id), plainText(data.title))),
    ),
  ];
  return `${text.join('\n\n')}\n`;
}
