import { sampleSources } from '../sample-source/sample-source.ts';
import { changesIn, type FileChange, type Files, patched } from './patch.ts';

/** A lesson as `samples/first-app/lessons/<order>-<slug>.patch` has it. */
export interface Lesson {
  /** From 1. Stage 0 is the first app, and each lesson leads to the stage of its own number. */
  order: number;
  /** Of its page and its zip. */
  slug: string;
  /** What it changes. */
  changes: readonly FileChange[];
}

/** The sample that all lessons work on. */
export const sample = 'first-app';

/** Where every stage of it signs in and shows a name, as `check-app` is told. */
export const wayIn = { signInPath: '/sign-in', namePath: '/profile' } as const;

const ofLessons = 'lessons/';
const patchName = /^lessons\/(\d\d)-([a-z][a-z-]*)\.patch$/;

const sources: Files = sampleSources(sample);
const patches = [...sources]
  .flatMap(([path, text]) => {
    const [, order, slug = ''] = patchName.exec(path) ?? [];
    return order === undefined ? [] : [{ order: Number(order), slug, text }];
  })
  .sort((a, b) => a.order - b.order);

/** In their order. */
export const lessons: readonly Lesson[] = patches.map(({ order, slug, text }) => ({
  order,
  slug,
  changes: changesIn(text),
}));

const base: Files = new Map([...sources].filter(([path]) => !path.startsWith(ofLessons)));
const stages: Files[] = [base];
for (const { slug, text } of patches) stages.push(patched(stages.at(-1) ?? base, text, slug));

/** The numbers of all stages, from 0. */
export const stageNumbers: readonly number[] = stages.map((_, stage) => stage);

/**
 * The sample's files by path after this many lessons, as they are in the repository.
 * @throws an Error of one sentence for a stage that there isn't
 */
export function filesAt(stage: number): Files {
  const files = stages[stage];
  if (files === undefined) throw new Error(`There's no stage ${stage} of ${sample}.`);
  return files;
}

/** @throws an Error of one sentence for a lesson that there isn't */
export function lessonNamed(slug: string): Lesson {
  const lesson = lessons.find((each) => each.slug === slug);
  if (lesson === undefined) throw new Error(`There's no lesson ${slug} in samples/${sample}.`);
  return lesson;
}
