import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Text of every file below a folder of the project, by path from that folder. */
export function sources(folder: string): Map<string, string> {
  const base = join(root, folder);
  if (!existsSync(base)) return new Map();
  const paths = readdirSync(base, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(?:^|\/)node_modules(?:\/|$)/.test(path))
    .filter((path) => statSync(join(base, path)).isFile());
  return new Map(paths.map((path) => [path, readFileSync(join(base, path), 'utf8')]));
}

/** Names that prose writes in code style and that mean a file of the sample. */
export function fileNames(codeSpans: readonly string[]): string[] {
  return codeSpans.filter((code) =>
    /^(?:[\w-]+\/)*\.?[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs|cjs|json)$/.test(code),
  );
}

/** The files and folders that a <FileTree> of the prose draws, each with its path. */
export function filesInTrees(text: string): string[] {
  const trees = [...text.matchAll(/<FileTree>([\s\S]*?)<\/FileTree>/g)];
  return trees.flatMap(([, tree = '']) => {
    const parents: string[] = [];
    return [...tree.matchAll(/^( *)- `((?:[\w./-]+, )*[\w./-]+)`/gm)].flatMap(
      ([, indent = '', names = '']) => {
        const depth = indent.length / 2;
        const paths = names.split(', ').map((name) => parents.slice(0, depth).join('') + name);
        parents[depth] = names;
        return paths;
      },
    );
  });
}

/** Names that prose writes in code style and that mean an environment variable; a value after "=" is left out. */
export function variableNames(codeSpans: readonly string[]): string[] {
  return codeSpans.flatMap(
    (code) => /^([A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9])(?:=.*)?$/.exec(code)?.[1] ?? [],
  );
}

/** Paths that prose writes in code style and that may mean a page. */
export function routeNames(codeSpans: readonly string[]): string[] {
  return codeSpans.filter((code) => /^\/[a-z][a-z-]*(?:\/[a-z-]+)*\/?$/.test(code));
}

/** Words on buttons and links: <Label>Sign in</Label>. */
export function labels(text: string): string[] {
  return [...text.matchAll(/<Label>([^<]+)<\/Label>/g)].map(([, label = '']) => label);
}

export interface Quote {
  sample: string;
  file: string;
  region: string | undefined;
}

/** What prose quotes from a sample: <SampleCode file="app.ts" region="profile" />, <SampleFile file="app.ts">. */
export function quotes(text: string): Quote[] {
  return [...text.matchAll(/<Sample(?:Code|File) ([^>]*?)\/?>/g)].map(([, attributes = '']) => ({
    sample: /sample="([^"]+)"/.exec(attributes)?.[1] ?? 'web-app',
    file: /file="([^"]+)"/.exec(attributes)?.[1] ?? '',
    region: /region="([^"]+)"/.exec(attributes)?.[1],
  }));
}
