import { readdirSync, readFileSync } from 'node:fs';

const records = new URL('../../src/content/errors/', import.meta.url);

/** How the page of an error says that it can be seen, and what of it a program can follow word by word. */
export interface PageInstructions {
  /** Lines of `.env` to change. */
  settings: Readonly<Record<string, string>>;
  /** Parameters of a request. */
  parameters: Readonly<Record<string, string>>;
  /** Other code in the sentences, in its order. */
  code: readonly string[];
  /** Addresses that stand for themselves, such as a redirect URI to register. */
  urls: readonly string[];
  /** The address to open, with what is to be added to it. @throws an Error when the page gives none */
  address(): URL;
  /** What is to be switched on at the desk. */
  fault: string | undefined;
}

/** The instructions of every page that has some, by the code that the page is about. */
export const pageInstructions: ReadonlyMap<string, PageInstructions> = new Map(
  readdirSync(records).flatMap((file) => {
    const text = readFileSync(new URL(file, records), 'utf8');
    const line = /^reproduce: (.+)$/m.exec(text)?.[1];
    if (line === undefined) return [];
    const code = file.replace('.yaml', '');
    const sentences = line.startsWith('"') ? String(JSON.parse(line)) : line;
    return [[code, instructionsIn(code, sentences)] as const];
  }),
);

function instructionsIn(page: string, sentences: string): PageInstructions {
  const code = [...sentences.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  const address = code.find((span) => /^http:\/\/127\.0\.0\.1:8400\/(?!desk)/.test(span));
  const addition = code.find((span) => span.startsWith('&')) ?? '';
  return {
    settings: assignments(code, /^([A-Z_]+)=(.+)$/),
    parameters: assignments(code, /^([a-z_]+)=(.+)$/),
    code: code.filter((span) => !/^(?:\w+=|&|https?:)/.test(span)),
    urls: code.filter((span) => /^http:\/\/localhost:/.test(span)),
    address: () => {
      if (address === undefined) throw new Error(`/errors/${page}/ names no address to open.`);
      return new URL(address + addition);
    },
    fault: /\*\*Switch on ([\w-]+)\*\*/.exec(sentences)?.[1],
  };
}

function assignments(code: readonly string[], pattern: RegExp): Record<string, string> {
  return Object.fromEntries(
    code.flatMap((span) => {
      const [, name, value] = pattern.exec(span) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}
