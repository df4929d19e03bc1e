import { explainParameter } from '../explanations/parameters.ts';

const shortest = 8;

/**
 * The second net below redaction by name: the values of one request that must not be kept. Everything
 * that the trace stores is searched for them, in case an identity provider repeats a code in an error
 * text, or an API echoes the access token.
 */
export class Secrets {
  readonly #values = new Set<string>();

  note(name: string, value: string): void {
    if (explainParameter(name).shown === 'full' || value.length < shortest) return;
    const bare = value.replace(/^Bearer /, '');
    for (const form of [bare, encodeURIComponent(bare)]) this.#values.add(form);
  }

  /** The text with every noted value, and a JWT's signature on its own, replaced. */
  remove(text: string): string {
    let clean = text;
    for (const value of this.#values) {
      clean = clean.replaceAll(value, '(not kept)');
      const signature = /^eyJ[\w-]*\.[\w-]+\.([\w-]{16,})$/.exec(value)?.[1];
      if (signature) clean = clean.replaceAll(signature, '(not kept)');
    }
    return clean;
  }
}
