import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { check } from '../check.ts';

const Package = z.object({ engines: z.object({ node: z.string().regex(/^>=\d+\.\d+$/) }) });

/** The app runs TypeScript without a build, which older versions of Node.js can't. */
export const node = check({
  id: 'node',
  title: 'Node.js',
  needs: [],
  run(say, _known, { nodeVersion }) {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    const needed = Package.parse(JSON.parse(text)).engines.node.slice(2);
    const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
    const [least = 0, leastMinor = 0] = needed.split('.').map(Number);
    if (major > least || (major === least && minor >= leastMinor))
      return say.ok(`version ${nodeVersion}`);
    return say.failed(
      `version ${nodeVersion}, but the app needs ${needed} or newer`,
      'Install a newer version from https://nodejs.org, or run: npx --package=node@24 npm start',
    );
  },
});
