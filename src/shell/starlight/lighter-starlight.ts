import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** As Vite writes paths: with slashes on every system. */
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url)).replaceAll('\\', '/');

/**
 * Parts of Starlight that every page would carry though this site has its own, by the end of their
 * import: palette, notices, utility classes, print style and the style of steps, and a script that
 * keeps the state of a sidebar that is not there.
 */
const replacements: Record<string, string> = {
  '/style/props.css': here('../styles/starlight.css'),
  '/style/asides.css': here('../styles/components.css'),
  '/style/util.css': here('../styles/utilities.css'),
  '/style/print.css?url&no-inline': `${here('../styles/print.css')}?url&no-inline`,
  '/Steps.astro?astro&type=style&index=0&lang.css': here('../styles/steps.css'),
  '/components-internals/SidebarPersistState': here('./no-sidebar-state.ts'),
};

/** Puts {@link replacements} in their places; the weight budgets notice when one is not found. */
export const lighterStarlight = (): AstroIntegration => ({
  name: 'sign-in-lab:lighter-starlight',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({
        vite: { plugins: [{ name: 'lighter-starlight', enforce: 'pre', resolveId }] },
      });
    },
  },
});

function resolveId(source: string, importer: string | undefined): string | undefined {
  if (!importer?.includes('/@astrojs/starlight/')) return undefined;
  return Object.entries(replacements).find(([end]) => source.endsWith(end))?.[1];
}
