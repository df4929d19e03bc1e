import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hostedWords, inHostedWords } from '../../src/local-addresses/hosted-words.ts';

const root = new URL('../..', import.meta.url).pathname;
const siteOrigin = 'https://lab.example.test';

const sources = ['src', 'samples'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:mdx|astro|md|ts|yaml)$|\.env\./.test(file))
    .filter((file) => !/node_modules|hosted-words/.test(file))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);

it.each(hostedWords)('a page or a zip says “%s”', (written) => {
  expect(sources.some((source) => source.includes(written))).toBe(true);
});

it('the configuration of a zip for a hosted lab loads no certificate and says where its end is shown', () => {
  const environment = readFileSync(join(root, 'samples/web-app/.env.practice.entra-id'), 'utf8');
  const id = '/samples/web-app/.env.practice.entra-id?raw';
  const module = inHostedWords(`export default ${JSON.stringify(environment)}`, { siteOrigin }, id);
  const hosted = inHostedWords(environment, { siteOrigin }, id);
  expect(module).toBe(`export default ${JSON.stringify(hosted)}`);
  expect(hosted).not.toContain('NODE_OPTIONS');
  expect(hosted).toMatch(/^PRACTICE_TENANT_ORIGIN=https:/m);
  expect(hosted).toContain(`${siteOrigin}/practice-tenants/`);
  expect(hosted.split('\n')).toHaveLength(environment.split('\n').length);
});

it('the command that copies the project names its address if the operator does', () => {
  const command = 'git clone "<repository of this lab>" sign-in-lab';
  const repositoryUrl = 'https://git.example.com/sign-in-lab';
  expect(inHostedWords(command, { siteOrigin, repositoryUrl })).toBe(
    `git clone "${repositoryUrl}" sign-in-lab`,
  );
  expect(inHostedWords(command, { siteOrigin })).toBe(command);
});
