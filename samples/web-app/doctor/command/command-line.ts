import { parseArgs } from 'node:util';

export interface Options {
  json: boolean;
  help: boolean;
  /** The origin of a running app, checked from outside. */
  url?: URL;
}

export const usage = `Use: npm run doctor -- [options]
  --url <origin>   checks a running app from outside instead, such as https://app.example.com
  --json           prints the findings as JSON, for programs
  --help           prints this

Finds out what will fail before a user signs in. It signs no one in and changes nothing.
Exit status: 0 nothing is wrong, 1 something is wrong, 2 wrong use.`;

/** What was asked for, or why that can't be. */
export function optionsFrom(words: readonly string[]): Options | { mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean' }, help: { type: 'boolean' }, url: { type: 'string' } },
    });
    const options = { json: values.json ?? false, help: values.help ?? false };
    if (values.url === undefined) return options;
    const url = originFrom(values.url);
    return url ? { ...options, url } : { mistake: notAnOrigin };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

const notAnOrigin =
  '--url needs the address of an app without a path, such as https://app.example.com';

/** Scheme, host, and port; a slash at the end doesn't matter. */
function originFrom(text: string): URL | undefined {
  const url = URL.parse(text);
  const isOrigin = url !== null && url.href === `${url.origin}/` && /^https?:$/.test(url.protocol);
  return isOrigin ? url : undefined;
}
