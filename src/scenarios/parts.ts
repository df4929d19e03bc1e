/** What an operator can turn off with PARTS_OFF. */
export const parts = ['desk', 'faults', 'downloads', 'check'] as const;
export type Part = (typeof parts)[number];

/**
 * The parts that PARTS_OFF names.
 * @throws an Error of one sentence that lists the parts when it names anything else
 */
export function partsOffFrom(setting: string | undefined): ReadonlySet<Part> {
  const named = (setting ?? '').split(/[\s,]+/).filter(Boolean);
  return new Set(
    named.map((name) => {
      const part = parts.find((each) => each === name);
      if (part) return part;
      const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(parts);
      throw new Error(
        `PARTS_OFF has a name that isn't a part: use ${list}, separated by commas, or leave it out.`,
      );
    }),
  );
}
