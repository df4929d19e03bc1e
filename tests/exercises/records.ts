import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  type Evidence,
  type ExerciseData,
  exerciseSchema,
} from '../../src/content/exercise-schema.ts';

const folder = new URL('../../src/content/exercises/', import.meta.url);

/** Every exercise by its ID, which is the name of its file. */
export const exercises: ReadonlyMap<string, ExerciseData> = new Map(
  readdirSync(folder).map((file) => {
    const record: unknown = parse(readFileSync(new URL(file, folder), 'utf8'));
    return [file.replace('.yaml', ''), exerciseSchema.parse(record)];
  }),
);

/** The parts of a report of one kind. */
export const partsOf = <Kind extends Evidence['kind']>({ report }: ExerciseData, kind: Kind) =>
  report.filter((part): part is Extract<Evidence, { kind: Kind }> => part.kind === kind);

/** What a report quotes of programs and pages, line by line. */
export const quotedLines = (exercise: ExerciseData): string[] => [
  ...partsOf(exercise, 'log').flatMap(({ text }) => text.trim().split('\n')),
  ...partsOf(exercise, 'page').flatMap(({ heading, lines }) => [heading, ...lines]),
];
