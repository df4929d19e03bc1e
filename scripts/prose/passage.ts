/**
 * Words that a person reads, as they are in a file. Everything else in between is masked by
 * characters of the same number, so that a place in the text is a place in the file.
 */
export interface Passage {
  /** Where the text begins in the file, in UTF-16 units. */
  start: number;
  text: string;
  kind: 'prose' | 'comment';
}

/** In place of code, of a value that the program fills in, and of an address. */
export const code = '`';
/** Around words that aren't ours: a label in bold, or a text in quotation marks. */
export const labelMark = '*';

/** Builds one passage from pieces of a file, with the right distance between them. */
export class PassageBuilder {
  #start = -1;
  #text = '';
  readonly #passages: Passage[] = [];

  /** Words from the file: `text` has the length of its source. */
  add(start: number, text: string): void {
    if (this.#start === -1) this.#start = start;
    const here = this.#start + this.#text.length;
    this.#text += ' '.repeat(Math.max(0, start - here));
    this.#text += text;
  }

  mask(start: number, end: number, mark: string): void {
    if (end > start) this.add(start, mark.repeat(end - start));
  }

  /** Ends the passage: what comes next is another sentence. */
  flush(): void {
    if (/\p{L}{2}/u.test(this.#text)) {
      this.#passages.push({ start: this.#start, text: this.#text, kind: 'prose' });
    }
    this.#start = -1;
    this.#text = '';
  }

  passages(): Passage[] {
    this.flush();
    return this.#passages;
  }
}

/** Addresses, paths, variables and names of files: words for programs. */
const forPrograms =
  /\b[a-z][a-z+.-]*:\/\/[^\s)\]>"'`]+|[^\s()[\]"'`*,;]*(?:[\w-][./@\\_=][\w-]|[/@\\_<>{}=#]|\b[a-z]+[A-Z]\w)[^\s()[\]"'`*,;]*/g;

/** Masks code between backticks and words for programs, which may have any spelling. */
export function withoutCode(text: string): string {
  return text
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, (span) => code.repeat(span.length))
    .replace(/\]\([^()\s]*(?:\s"[^"]*")?\)/g, (target) => `]${code.repeat(target.length - 1)}`)
    .replace(/&(?:#\d+|[a-z]+);/gi, (entity) => ' '.repeat(entity.length))
    .replace(forPrograms, (word) =>
      // Two plain words beside a slash are prose: "and/or", "sign-up/sign-in".
      /^\(?[A-Za-z-]+(?:\/[A-Za-z-]+)+[.,:;?!)]*$/.test(word) && !word.startsWith('/')
        ? word.replaceAll('/', ' ')
        : code.repeat(word.length),
    );
}

/** Masks labels in bold and words in quotation marks too: their words aren't ours. */
export function ownWords(text: string): string {
  const mask = (span: string) => labelMark.repeat(span.length);
  return text
    .replace(/\*\*[^*\n]+\*\*/g, mask)
    .replace(/“[^”]{1,300}”/g, mask)
    .replace(/"[^"\n]{1,300}"/g, mask)
    .replace(/\\"[^"\n]{1,300}\\"/g, mask);
}
