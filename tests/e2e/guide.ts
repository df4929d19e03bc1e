import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { codeChanges } from '../content/code-changes.ts';
import type { RunningSite } from './running-site.ts';
import {
  type RunningSample,
  startWithPractice,
  type UnpackedSample,
  unpackSample,
} from './unpacked-sample.ts';

/** A guide that has its readers run the Entra ID web app. */
export class Guide {
  readonly #text: string;
  readonly #site: RunningSite;
  readonly #sample: UnpackedSample;
  #running: RunningSample | undefined;

  private constructor(name: string, site: RunningSite, sample: UnpackedSample) {
    this.#text = readFileSync(`src/content/docs/guides/${name}.mdx`, 'utf8');
    this.#site = site;
    this.#sample = sample;
  }

  static async open(name: string, site: RunningSite): Promise<Guide> {
    const scenario = scenarios.find(({ name }) => name === 'web-app-entra-id-sign-in');
    if (scenario === undefined) throw new Error('There is no such scenario.');
    return new Guide(name, site, await unpackSample(site, scenario));
  }

  get app(): string {
    if (this.#running === undefined) throw new Error('The app was not started.');
    return this.#running.origin;
  }

  get desk(): string {
    return `http://127.0.0.1:${this.#site.ports.front}/desk/entra-id`;
  }

  /** The lines of the guide's blocks of settings, in order. */
  get settings(): string[][] {
    const blocks = this.#text.matchAll(/^ *```ini wrap\n([\s\S]*?)^ *```$/gm);
    return [...blocks].map(([, lines = '']) =>
      lines
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    );
  }

  /** `cp .env.practice .env`, these lines in it, and `npm start`. */
  async start(lines: readonly string[] = []): Promise<void> {
    await this.#running?.process.stop();
    const template = join(this.#sample.folder, '.env.practice');
    const original = readFileSync(template, 'utf8');
    const kept = original
      .split('\n')
      .filter((line) => !lines.some((changed) => line.startsWith(`${changed.split('=')[0]}=`)));
    writeFileSync(template, [...kept, ...lines].join('\n'));
    this.#running = await startWithPractice(this.#site, this.#sample);
    writeFileSync(template, original);
  }

  /** Makes the change of code that the guide's exercise shows. */
  change(): void {
    const changes = codeChanges(this.#text);
    if (changes.length === 0) throw new Error('The guide changes no code.');
    for (const { title, before, after } of changes) {
      const file = join(this.#sample.folder, title);
      const text = readFileSync(file, 'utf8');
      if (!text.includes(before)) throw new Error(`${title} does not have these lines: ${before}`);
      writeFileSync(
        file,
        text.replace(before, () => after),
      );
    }
  }

  async signOut(page: Page): Promise<void> {
    await page.goto(this.app);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(
      page.getByText(/You(?:'re| are) signed out|You may still be signed in/),
    ).toBeVisible();
  }

  /** Opens a page that needs a sign-in, and signs in as this user. */
  async openAs(page: Page, path: string, user: RegExp): Promise<void> {
    await page.goto(this.app + path);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('list', { name: 'Accounts' }).getByRole('button', { name: user }).click();
  }

  /** Stops the app, and takes back what the guide changed in the practice tenant. */
  async close(): Promise<void> {
    await this.#running?.process.stop();
    this.#sample.remove();
    const { front } = this.#site.ports;
    await fetch(`http://127.0.0.1:${front}/admin/v1/tenants/entra-id/reset`, { method: 'POST' });
  }
}
