import type { AstroIntegration } from 'astro';
import { tenantTypeList } from '../../scenarios/tenant-types.ts';

/** What the style sheets import. */
const name = 'virtual:tenant-types.css';

/** Gives everything inside `[data-tenant-type]` the accent and the mark of that tenant type. */
export const tenantTypeRules = tenantTypeList
  .map(
    ({ key, accent, mark }) => `[data-tenant-type="${key}"] {
  --lab-accent: var(--lab-accent-${accent});
  --lab-accent-text: var(--lab-accent-${accent}-text);
  --lab-accent-surface: var(--lab-accent-${accent}-surface);
  --lab-mark: var(--lab-mark-${mark});
}
`,
  )
  .join('');

/** Makes {@link tenantTypeRules} a style sheet like the others, generated from the table. */
export const tenantTypeStyles = (): AstroIntegration => ({
  name: 'sign-in-lab:tenant-type-styles',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({
        vite: {
          plugins: [
            {
              name: 'tenant-type-styles',
              resolveId: (id) => (id === name ? name : undefined),
              load: (id) => (id === name ? tenantTypeRules : undefined),
            },
          ],
        },
      });
    },
  },
});
