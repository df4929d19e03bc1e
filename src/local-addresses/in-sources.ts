import type { AstroIntegration } from 'astro';
import type { Loader } from 'astro/loaders';
import { z } from 'zod';
import { inHostedWords } from './hosted-words.ts';
import { withLocalAddresses } from './local-addresses.ts';
import { partsFor } from './parts-by-mode.ts';

const { PRACTICE_TENANT, SITE_ORIGIN = '', REPOSITORY_URL: repositoryUrl } = process.env;
const lab = { siteOrigin: SITE_ORIGIN, repositoryUrl };

/** @param id of the module, if the text is one */
function configured(text: string, id?: string): string {
  const isHosted = PRACTICE_TENANT === 'hosted';
  const parts = partsFor(isHosted ? 'Hosted' : 'Own machine', text);
  const worded = isHosted ? inHostedWords(parts, lab, id) : parts;
  return withLocalAddresses(worded, process.env);
}

/** Pages, their pictures and hints, and the samples' files as the pane, the zips and the pages of files show them. */
export const shown =
  /\/src\/.*\.(?:mdx|astro)$|\/src\/content\/glossary\.yaml[?&]raw\b|\/src\/(?:check-app|check-page|figures|markdown|your-tenant)\/.*\.ts$|\/samples\/.*[?&]raw\b/;

/** Makes pages and zips name the addresses that this build is configured with. */
export const localAddressesInSources = (): AstroIntegration => ({
  name: 'sign-in-lab:local-addresses',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({ vite: { plugins: [plugin] } });
    },
  },
});

const plugin = {
  name: 'sign-in-lab:local-addresses',
  transform: {
    // Before a page becomes JavaScript.
    order: 'pre' as const,
    filter: { id: shown },
    handler: (code: string, id: string) => ({ code: configured(code, id), map: null }),
  },
};

/** The same for what a content collection keeps: the values of its entries, and their text. */
export function localAddressesInContent(loader: Loader): Loader {
  return {
    ...loader,
    load: (context) =>
      loader.load({
        ...context,
        parseData: (entry) => {
          configureValues(entry.data);
          return context.parseData(entry);
        },
        store: {
          ...context.store,
          set: ({ body, ...entry }) =>
            context.store.set({ ...entry, ...(body !== undefined && { body: configured(body) }) }),
        },
      }),
  };
}

/** Writes the configured addresses into the text of an entry, however deep it is. */
function configureValues(data: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(data)) data[name] = configuredValue(value);
}

function configuredValue(value: unknown): unknown {
  if (typeof value === 'string') return configured(value);
  if (Array.isArray(value)) return value.map(configuredValue);
  const fields = record.safeParse(value);
  if (!fields.success) return value;
  configureValues(fields.data);
  return fields.data;
}

const record = z.record(z.string(), z.unknown());
