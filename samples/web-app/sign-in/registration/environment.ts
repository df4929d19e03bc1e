export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration cannot work: one sentence per mistake. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

export function isPlaceholder(value: string): boolean {
  return /<[^>]*>|^(?:your|enter|replace|todo|xxx)[-_ ]|^\.\.\.$/i.test(value);
}

export const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const wholeGuid = new RegExp(`^${guid.source}$`, 'i');

export const isGuid = (text: string): boolean => wholeGuid.test(text);

export type EnvironmentReader = ReturnType<typeof environmentReader>;

/** Reads variables and collects what is wrong with them, so that every mistake is told at once. */
export function environmentReader(environment: Environment) {
  const mistakes: string[] = [];

  /** Without the spaces around it; undefined when it is not set, or empty. */
  const read = (variable: string): string | undefined => {
    const value = environment[variable]?.trim();
    if (value && isPlaceholder(value))
      mistakes.push(`${variable} still holds a placeholder: put your own value there.`);
    return value || undefined;
  };

  /** '' when it is missing, which then counts as a mistake. */
  const need = (variable: string): string => {
    const value = read(variable);
    if (!value) mistakes.push(`${variable} is missing: set it in .env.`);
    return value ?? '';
  };

  return {
    /** Sentences for people; anybody who reads may add some. */
    mistakes,
    read,
    need,

    /**
     * undefined when it is not set, and when it is wrong.
     * @param rule what it must be: the sentence behind the name. The value is not repeated, since it may
     *   be a secret.
     */
    readValid(
      variable: string,
      isValid: (value: string) => boolean,
      rule: string,
    ): string | undefined {
      const value = read(variable);
      if (value === undefined || isPlaceholder(value)) return undefined;
      if (isValid(value)) return value;
      mistakes.push(`${variable} ${rule}`);
      return undefined;
    },

    /** @param where it is found, for the sentence */
    needGuid(variable: string, where: string): string {
      const value = need(variable);
      if (value && !isPlaceholder(value) && !isGuid(value))
        mistakes.push(`${variable} must be a GUID: copy it from ${where}.`);
      return value;
    },

    /** @param usual when it is not set */
    wholeNumber(variable: string, usual: number, from: number, to: number, of?: string): number {
      const value = read(variable) ?? String(usual);
      if (isPlaceholder(value)) return usual;
      if (/^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to)
        return Number(value);
      mistakes.push(
        `${variable} must be a whole number${of ? ` of ${of}` : ''} from ${from} to ${to}.`,
      );
      return usual;
    },

    /** What `work` returns. The mistakes of a ConfigurationError that it throws join the others. */
    collect<T>(work: () => T): T | undefined {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        mistakes.push(...error.mistakes.filter((mistake) => !mistakes.includes(mistake)));
        return undefined;
      }
    },
  };
}
