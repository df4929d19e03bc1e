import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectParts } from './project-parts.ts';

/** A way to make a site of pages, set up in a folder of its own. */
export interface Tool {
  name: string;
  /** What Node runs in that folder to build. */
  build: readonly string[];
  /** Where its pages go, and where they come out, below that folder. */
  pages: string;
  output: string;
  address: string;
  /** Writes everything but the pages. @throws an Error when it cannot be had here */
  prepare(folder: string): void;
}

const astro = [resolve('node_modules/astro/bin/astro.mjs'), 'build'];
const write = (folder: string, file: string, content: string) =>
  writeFileSync(join(folder, file), content);

const lab: Tool = {
  name: 'Sign-in Lab',
  build: astro,
  pages: 'src/content/docs/reference',
  output: 'dist/client',
  address: '/reference/page-1/',
  prepare(folder) {
    for (const part of projectParts) {
      cpSync(part, join(folder, part), { recursive: true });
    }
  },
};

const starlight: Tool = {
  name: 'Starlight, unmodified',
  build: astro,
  pages: 'src/content/docs',
  output: 'dist',
  address: '/page-1/',
  prepare(folder) {
    // Astro looks here for the packages whose components it compiles.
    write(folder, 'package.json', '{"type":"module","dependencies":{"@astrojs/starlight":"*"}}');
    write(
      folder,
      'astro.config.mjs',
      `import starlight from '@astrojs/starlight';
export default { site: 'http://localhost', cacheDir: './.astro', integrations: [starlight({ title: 'Peer' })] };`,
    );
    write(
      join(folder, 'src'),
      'content.config.ts',
      `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
    );
  },
};

const vitepress: Tool = {
  name: 'VitePress, unmodified',
  build: ['node_modules/vitepress/bin/vitepress.js', 'build'],
  pages: '.',
  output: '.vitepress/dist',
  address: '/page-1.html',
  prepare(folder) {
    write(folder, 'package.json', '{"private":true,"type":"module"}');
    const { status, stderr } = spawnSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--loglevel=error', 'vitepress@1.6.4'],
      { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
    );
    if (status !== 0) throw new Error(`VitePress cannot be installed here: ${stderr}`);
    mkdirSync(join(folder, '.vitepress'));
    write(folder, '.vitepress/config.js', `export default { title: 'Peer', themeConfig: {} };`);
  },
};

export const tools: readonly Tool[] = [lab, starlight, vitepress];

/** An empty folder for the tool, inside the project so that its packages are found. */
export function workshop(tool: Tool): string {
  const folder = resolve('test-results/bench', tool.name.replace(/\W+/g, '-').toLowerCase());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, tool.pages), { recursive: true });
  return folder;
}

export function writePages(tool: Tool, folder: string, count: number, content: string): void {
  for (let page = 1; page <= count; page += 1) {
    const text = `---\ntitle: Page ${page}\n---\n\n${content}\n`;
    write(join(folder, tool.pages), `page-${page}.md`, text);
  }
}

export interface Build {
  seconds: number;
  /** The most memory the building process held; programs it starts are not counted. */
  megabytes: number;
}

/** @throws an Error with what the tool said when it does not finish */
export function build(tool: Tool, folder: string): Build {
  rmSync(join(folder, tool.output), { recursive: true, force: true });
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', resolve('scripts/bench/memory-report.ts'), ...tool.build],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64e6,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${tool.name} did not build:\n${stdout}${stderr}`.slice(-3000));
  return { seconds, megabytes: Number(/peak-memory (\d+)/.exec(stderr)?.[1] ?? Number.NaN) };
}
