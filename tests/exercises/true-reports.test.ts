import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  explanations,
  explanationsForCustomers,
} from '../../samples/web-app/sign-in/errors/explanations.ts';
import { ConfigurationError } from '../../samples/web-app/sign-in/index.ts';
import { codeFor } from '../../samples/web-app/sign-in/protocol/error-codes.ts';
import { registrationFrom } from '../../samples/web-app/sign-in/registration/registration.ts';
import { errorCatalogue } from '../../src/practice-tenant/errors/catalogue.ts';
import type { Entry } from '../../src/practice-tenant/errors/entry.ts';
import { exercises, partsOf, quotedLines } from './records.ts';

const catalogue = new Map<string, Entry>(Object.entries(errorCatalogue));

/** The code that begins a line of the sample's log, and what the identity provider said. */
const logLine = /^(?:\d\d:\d\d:\d\d )?([a-z_]+): (?:(?:authorization|token) endpoint: (\w+): )?/;
/** A code of Microsoft's with its description, as MSAL passes it on or as a page shows it. */
const description = /(AAD(?:STS|B2C)\d+): (.+)$/;

/** The sentences that the sample shows for a code, to employees or to customers. */
const sentencesFor = (code: string): string[] =>
  [explanations, explanationsForCustomers].flatMap((each) => {
    const words = new Map<string, readonly (number | string)[]>(Object.entries(each)).get(code);
    return words?.map(String) ?? [];
  });
const everySentence = Object.keys(explanations).flatMap(sentencesFor);

const matches = (template: string, text: string): boolean =>
  new RegExp(
    `^${template
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
  ).test(text);

describe.each([...exercises])('%s', (_, exercise) => {
  const lines = quotedLines(exercise);

  it('quotes the identity provider’s messages word by word', () => {
    for (const line of lines) {
      const [, code = '', text = ''] = description.exec(line) ?? [];
      if (code === '') continue;
      expect(catalogue.has(code), code).toBe(true);
      expect(matches(catalogue.get(code)?.text ?? '', text), line).toBe(true);
      const number = /Error\(s\): (\d+) /.exec(line)?.[1];
      if (number !== undefined) expect(`AADSTS${number}`).toBe(code);
    }
  });

  it('has lines of the sample’s log as the sample writes them', () => {
    for (const line of partsOf(exercise, 'log').flatMap(({ text }) => text.split('\n'))) {
      const [, code = '', error] = logLine.exec(line) ?? [];
      const [, given] = description.exec(line) ?? [];
      if (!Object.hasOwn(explanations, code) || given === undefined || error === undefined)
        continue;
      expect(catalogue.get(given)?.error, line).toBe(error);
      // Whatever the reason is, a user who has to sign in again is asked to.
      if (code !== 'sign_in_required') expect(codeFor(error, given), line).toBe(code);
    }
  });

  it('has pages of the sample with the sample’s sentences', () => {
    for (const { heading, lines: shown } of partsOf(exercise, 'page')) {
      if (!everySentence.includes(heading)) {
        expect(['Sorry, but we’re having trouble signing you in', "The API's response"]).toContain(
          heading,
        );
        continue;
      }
      const named = shown.flatMap((line) => /^In the log: (\w+)$/.exec(line)?.[1] ?? []);
      for (const code of named) expect(sentencesFor(code)).toContain(heading);
      const rest = shown.filter((line) => !/^(?:In the log|Error code): \w+$/.test(line));
      const isOwn = (line: string) =>
        /^You're signed in as .+, but this page is for users with the app role \w+\.$/.test(line) ||
        everySentence.some((sentence) => matches(sentence, line));
      expect(rest.filter((line) => !isOwn(line))).toEqual([]);
    }
  });

  it('has the words with which the sample refuses the settings that are shown', () => {
    const [start] = partsOf(exercise, 'log').filter(({ text }) =>
      text.startsWith('The app cannot start:'),
    );
    if (start === undefined) return;
    const settings = partsOf(exercise, 'env').map(({ text }) => text.replaceAll('(cut)', 'cut'));
    let mistakes: readonly string[] = [];
    try {
      registrationFrom(parseEnv(settings.join('\n')));
    } catch (error) {
      if (error instanceof ConfigurationError) mistakes = error.mistakes;
    }
    const said = start.text.trim().split('\n').slice(1);
    expect(said).toEqual(mistakes.map((mistake) => `- ${mistake}`));
  });
});

it('looks at messages, log lines, pages, and settings', () => {
  const all = [...exercises.values()];
  const lines = all.flatMap(quotedLines);
  expect(lines.filter((line) => description.test(line)).length).toBeGreaterThan(12);
  expect(lines.filter((line) => everySentence.includes(line)).length).toBeGreaterThan(8);
  expect(lines.filter((line) => line === 'The app cannot start:').length).toBeGreaterThan(1);
});
