import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { projectRoot } from '../e2e/running-site.ts';
import { alone } from '../held-lock.ts';
import { site } from './lab-origins.ts';

const run = promisify(execFile);
const results = `${projectRoot}test-results`;

/**
 * The folder with the site as an operator builds it for a hosted lab. It's built again only when
 * something has changed, as `npm start` does it.
 */
export async function hostedBuild(): Promise<string> {
  const folder = 'test-results/hosted-lab';
  mkdirSync(results, { recursive: true });
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DIST_FOLDER: folder,
    SITE_ORIGIN: site,
    PRACTICE_TENANT: 'hosted',
  };
  await alone(`${results}/hosted-lab.lock`, () =>
    run(process.execPath, ['scripts/setup.mjs', '--build'], { cwd: projectRoot, env }),
  );
  return folder;
}
