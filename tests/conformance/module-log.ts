/** What a condition of the OpenID Foundation's suite costs the module that it fails in. */
export type Severity = 'failure' | 'warning';
export type Result = 'passed' | 'warning' | 'skipped' | 'failed';

export interface Checked {
  severity: Severity;
  holds: boolean;
  /** What was found, for a condition that doesn't hold. */
  found: unknown;
}

/** Ends a module in which a later step would have nothing to work with. */
class ModuleEnded extends Error {}

/**
 * One run of one module: every condition by its name in the suite. A condition checked twice holds if
 * it holds both times.
 */
export class ModuleLog {
  readonly conditions = new Map<string, Checked>();
  #skippedBy: string | undefined;

  check(name: string, holds: boolean, found?: unknown, severity: Severity = 'failure'): boolean {
    if (this.conditions.get(name)?.holds !== false)
      this.conditions.set(name, { severity, holds, found });
    return holds;
  }

  warn(name: string, holds: boolean, found?: unknown): boolean {
    return this.check(name, holds, found, 'warning');
  }

  /** A value that the rest of the module can't do without. */
  require<Value>(name: string, value: Value | undefined, found?: unknown): Value {
    this.check(name, value !== undefined, found);
    if (value === undefined) throw new ModuleEnded(name);
    return value;
  }

  /** The suite doesn't test what a provider doesn't claim to have. */
  skip(because: string): never {
    this.#skippedBy = because;
    throw new ModuleEnded(because);
  }

  async run(module: () => Promise<void>): Promise<void> {
    try {
      await module();
    } catch (error) {
      if (!(error instanceof ModuleEnded)) throw error;
    }
  }

  /** The conditions that don't hold or, for a skipped module, what it was skipped for. */
  get failing(): string[] {
    const failing = [...this.conditions].filter(([, { holds }]) => !holds).map(([name]) => name);
    return this.#skippedBy === undefined ? failing : [...failing, this.#skippedBy];
  }

  get result(): Result {
    const severities = [...this.conditions.values()]
      .filter(({ holds }) => !holds)
      .map(({ severity }) => severity);
    if (severities.includes('failure')) return 'failed';
    if (this.#skippedBy !== undefined) return 'skipped';
    return severities.length > 0 ? 'warning' : 'passed';
  }
}
