import { parse } from 'yaml';
import { z } from 'zod';
import { sampleSources } from '../sample-source/sample-source.ts';
import { lessons, sample } from './lessons.ts';

const file = 'lessons/attacks.yaml';

const schema = z.strictObject({
  /** The IDs of the checks of `src/check-app` that the first app falls to. */
  fails: z.array(z.string()),
  /** By lesson, those that its change holds against. */
  fixed: z.record(z.string(), z.array(z.string()).min(1)),
});
const { fails, fixed } = schema.parse(parse(sampleSources(sample).get(file) ?? ''));

/** The attacks that a lesson's change holds against, and the stage before it doesn't. */
export const fixedBy = (slug: string): readonly string[] => fixed[slug] ?? [];

/** The attacks that the app falls to after this many lessons. A test tries every stage. */
export function failsAt(stage: number): string[] {
  const held = lessons.slice(0, stage).flatMap(({ slug }) => fixedBy(slug));
  return fails.filter((id) => !held.includes(id));
}
