import './src/server/env-file.ts';
import { createHash } from 'node:crypto';
import { satteri } from '@astrojs/markdown-satteri';
import node from '@astrojs/node';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import demoRoutes from './src/auth/routes/integration.ts';
import { linkedTerms } from './src/content/linked-terms.ts';
import { hostedWords } from './src/local-addresses/hosted-words.ts';
import { localAddressesInSources } from './src/local-addresses/in-sources.ts';
import { builtAddresses } from './src/local-addresses/local-addresses.ts';
import { partsOffFrom } from './src/scenarios/parts.ts';
import server from './src/server/build-integration.ts';
import development from './src/server/development-integration.ts';
import searchIndexFiles from './src/server/search-index-files.ts';
import { feedbackAddress } from './src/shell/feedback.ts';
import { inlineScripts } from './src/shell/inline-scripts.ts';
import { operatorLines } from './src/shell/operator-lines.ts';
import { repositoryAddress } from './src/shell/repository.ts';
import { tenantTypeStyles } from './src/shell/styles/tenant-type-styles.ts';
import { codeBreaks } from './src/starlight/code-breaks.ts';
import { columnNames } from './src/starlight/column-names.ts';
import { glossaryLinks } from './src/starlight/glossary-links.ts';
import { starlightOptions } from './src/starlight/starlight-options.ts';

const port = Number(process.env['PORT'] || 4321);
const hosted = process.env['PRACTICE_TENANT'] === 'hosted';
const feedbackUrl = process.env['FEEDBACK_URL'] ?? '';
feedbackAddress(feedbackUrl, new URL('http://localhost/'));
const repositoryUrl = process.env['REPOSITORY_URL'] ?? '';
repositoryAddress(repositoryUrl);
const hostedContent = createHash('sha256')
  .update(JSON.stringify([repositoryUrl, hostedWords]))
  .digest('hex')
  .slice(0, 12);
const { ANNOUNCEMENT = '', IMPRINT_URL = '', PRIVACY_URL = '', PARTS_OFF = '' } = process.env;
const ownLines = { ANNOUNCEMENT, IMPRINT_URL, PRIVACY_URL };
operatorLines(ownLines);
partsOffFrom(PARTS_OFF);

export default defineConfig({
  site: process.env['SITE_ORIGIN'] ?? `http://localhost:${port}`,
  server: { port },
  output: 'static',
  // Beside the usual build, tests have one that is made for a hosted lab.
  outDir: process.env['DIST_FOLDER'] ?? './dist',
  trailingSlash: 'ignore',
  // What is kept of the content has the addresses, and the words for a hosted lab, that it was made with.
  cacheDir: `./.astro${builtAddresses(process.env)}${hosted ? `/hosted/${hostedContent}` : ''}`,
  session: false,
  // Keeps the space between two words when a line ends at a tag; the default drops it.
  compressHTML: true,
  // The origin check lives in samples/web-app/sign-in, one implementation for both site and sample.
  security: { checkOrigin: false },
  // prefetch.ts fetches pages ahead; Astro's would fetch a zip when the pointer rests on it.
  prefetch: false,
  image: { endpoint: { entrypoint: './src/server/no-image-endpoint.ts' } },
  adapter: node({ mode: 'middleware' }),
  // light-dark() reaches browsers as written: one color, both themes (Baseline since May 2024).
  vite: {
    // Of the build, also in pages made on demand: a link that only some pages have would be a riddle.
    define: {
      'import.meta.env.FEEDBACK_URL': JSON.stringify(feedbackUrl),
      'import.meta.env.REPOSITORY_URL': JSON.stringify(repositoryUrl),
      'import.meta.env.HOSTED': JSON.stringify(hosted),
      'import.meta.env.OPERATOR_LINES': JSON.stringify(ownLines),
      'import.meta.env.PARTS_OFF': JSON.stringify(PARTS_OFF),
    },
    plugins: [inlineScripts()],
    build: {
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: {
        // Astro marks its own MDX modules with a directive that the bundler does not know.
        onLog: (level, log, report) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
        },
      },
    },
  },
  markdown: {
    processor: satteri({ hastPlugins: [columnNames, codeBreaks, glossaryLinks(linkedTerms)] }),
  },
  integrations: [
    // Leave out the sign-in endpoints, the examples of its states, and the pages of operators and visitors: nobody
    // should find those by searching.
    sitemap({
      filter: (page) =>
        !/^\/(?:(?:auth|reference\/style)\/.|demo\/doctor\/|practice-tenants\/)/.test(
          new URL(page).pathname,
        ),
    }),
    starlight({
      title: 'Sign-in Lab',
      credits: false,
      disable404Route: true,
      ...starlightOptions,
      sidebar: [
        { label: 'Guides', items: [{ autogenerate: { directory: 'guides' } }] },
        { label: 'How it works', items: [{ autogenerate: { directory: 'how-it-works' } }] },
        {
          label: 'Reference',
          items: [
            { autogenerate: { directory: 'reference' } },
            { label: 'Glossary', link: '/reference/glossary/' },
            { label: 'Security checks', link: '/reference/security/' },
          ],
        },
      ],
    }),
    localAddressesInSources(),
    tenantTypeStyles(),
    demoRoutes(),
    development(),
    searchIndexFiles(hosted),
    server(),
  ],
});
