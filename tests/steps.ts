import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../src/content/tutorials/', import.meta.url);
const orderOf = (file: string): number =>
  Number(/^order: (\d+)$/m.exec(readFileSync(new URL(file, folder), 'utf8'))?.[1]);

/** The place of each step, as its own file says it. */
export const stepOrders: ReadonlyMap<string, number> = new Map(
  readdirSync(folder).map((file) => [file.replace('.mdx', ''), orderOf(file)]),
);

/** The steps of every track, in their order. */
export const steps: readonly string[] = [...stepOrders]
  .sort(([, a], [, b]) => a - b)
  .map(([step]) => step);
