import { expect } from 'vitest';
import { z } from 'zod';
import { errorCatalogue } from '../../../src/practice-tenant/errors/catalogue.ts';
import type { Entry } from '../../../src/practice-tenant/errors/entry.ts';
import type { Page } from '../../http-browser.ts';

/** What came of a request: a page for the person, parameters for the app, or JSON for a program. */
export type Answer =
  | { to: 'person'; status: number; text: string }
  | { to: 'app'; parameters: Readonly<Record<string, string>> }
  | { to: 'program'; status: number; json: Readonly<Record<string, unknown>> };

export const appOrigin = 'http://localhost:';

export function answerIn(page: Page): Answer {
  if (!page.url.startsWith(appOrigin)) {
    return { to: 'person', status: page.status, text: page.text };
  }
  const { hash, searchParams } = new URL(page.url);
  const parameters = hash === '' ? searchParams : new URLSearchParams(hash.slice(1));
  return { to: 'app', parameters: Object.fromEntries(parameters) };
}

const json = z.record(z.string(), z.unknown());
export async function answerTo(response: Response): Promise<Answer> {
  return { to: 'program', status: response.status, json: json.parse(await response.json()) };
}

/** The code that an answer names; empty when it is no error. */
export function codeIn(answer: Answer): string {
  const { error_description: said } =
    answer.to === 'app' ? answer.parameters : answer.to === 'program' ? answer.json : {};
  const text = answer.to === 'person' ? answer.text : String(said ?? '');
  return /AAD(?:STS|B2C)\d+/.exec(text)?.[0] ?? '';
}

const catalogue: Readonly<Record<string, Entry>> = errorCatalogue;

/**
 * Holds a response to its code: the status, the protocol's error, and the catalog's description.
 * @param error the protocol's error where another endpoint says it differently
 */
export function expectCode(answer: Answer, code: string, error?: string): void {
  const entry = catalogue[code];
  if (entry === undefined) throw new Error(`The catalog has no ${code}.`);
  const description = expect.stringMatching(new RegExp(`^${code}: `));
  const members = { error: error ?? entry.error, error_description: description };
  const status = entry.status ?? 400;
  switch (answer.to) {
    case 'person':
      expect(answer).toMatchObject({ status, text: expect.stringContaining(`${code}: `) });
      return;
    case 'app':
      expect(answer.parameters).toMatchObject(members);
      return;
    case 'program': {
      // Only Microsoft Entra ID has the numbers beside the description.
      const isEntra = code.startsWith('AADSTS');
      const numbers = isEntra ? { error_codes: [Number(code.slice('AADSTS'.length))] } : {};
      expect(answer).toMatchObject({ status, json: { ...members, ...numbers } });
    }
  }
}
