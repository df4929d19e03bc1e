export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration can't work: one sentence for each mistake. */
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

/** Reads variables and collects what is wrong with them, so that all mistakes are reported at once. */
export function environmentReader(environment: Environment) {
  const mistakes: string[] = [];

  /** A variable can be read more than once. */
  const reportOnce = (mistake: string): void => {
    if (!mistakes.includes(mistake)) mistakes.push(mistake);
  };
  const reportPlaceholder = (variable: string): void =>
    reportOnce(`${variable} still holds a placeholder: replace it with your own value.`);

  /** Without surrounding spaces; undefined when it isn't set or is empty. */
  const read = (variable: string): string | undefined => {
    const value = environment[variable]?.trim();
    if (value && isPlaceholder(value)) reportPlaceholder(variable);
    return value || undefined;
  };

  /** '' when it is missing, which counts as a mistake. */
  const need = (variable: string): string => {
    const value = read(variable);
    if (!value) mistakes.push(`${variable} is missing: set it in .env.`);
    return value ?? '';
  };

  return {
    /** Sentences for people; every function that reads can add some. */
    mistakes,
    read,
    need,

    /** Exactly as it is set: spaces and angle brackets can be part of a password. */
    readPassword(variable: string): string | undefined {
      const value = environment[variable] || undefined;
      if (value && /^<[^>]*>$/.test(value)) reportPlaceholder(variable);
      return value;
    },

    /**
     * undefined when it isn't set, and when it is wrong.
     * @param rule what it must be: the rest of the sentence after the name. The value isn't repeated,
     *   because it can be a secret.
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

    /** @param where to find it, for the sentence */
    needGuid(variable: string, where: string): string {
      const value = need(variable);
      if (value && !isPlaceholder(value) && !isGuid(value))
        mistakes.push(`${variable} must be a GUID: copy it from ${where}.`);
      return value;
    },

    /** @param usual the value when it isn't set */
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

    /** What `work` returns. If it throws a ConfigurationError, its mistakes join the others. */
    collect<T>(work: () => T): T | undefined {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        error.mistakes.forEach(reportOnce);
        return undefined;
      }
    },
  };
}
