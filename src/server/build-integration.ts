import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { type OnDemandInline, writePolicies } from './build-policies.ts';
import { compressFolder } from './compress-built-files.ts';

/**
 * What the server needs from a build: security policies and compressed files. List it last, so that
 * it sees what the other integrations write.
 */
export default function server(): AstroIntegration {
  let onDemand: OnDemandInline = { scripts: [], styles: [] };
  return {
    name: 'sign-in-lab:server',
    hooks: {
      'astro:config:setup': ({ addMiddleware }) => {
        for (const file of ['./demo-page.ts', './compress-on-demand.ts'])
          addMiddleware({ order: 'pre', entrypoint: new URL(file, import.meta.url) });
      },
      'astro:config:done': ({ injectTypes }) => {
        injectTypes({
          filename: 'locals.d.ts',
          content: 'declare namespace App { interface Locals { demoShell?: true } }',
        });
      },
      'astro:build:ssr': ({ manifest }) => {
        onDemand = {
          scripts: manifest.inlinedScripts.map(([, code]) => code),
          styles: manifest.routes.flatMap(({ styles }) =>
            styles.flatMap((style) => (style.type === 'inline' ? [style.content] : [])),
          ),
        };
      },
      'astro:build:done': async ({ dir, logger }) => {
        const client = fileURLToPath(dir);
        const policies = writePolicies(
          client,
          fileURLToPath(new URL('../policies.json', dir)),
          onDemand,
        );
        await compressFolder(client);
        logger.info(`Wrote security policies of ${Object.keys(policies.pages).length} pages.`);
      },
    },
  };
}
