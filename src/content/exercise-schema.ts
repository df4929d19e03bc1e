import { z } from 'zod';
import { tenantTypes } from '../scenarios/tenant-types.ts';
import { searchWordsSchema } from './search-words-schema.ts';

/** Inline Markdown: `code`, **bold** and [links](/). */
const sentence = z.string().min(1);
/** Shown as it is, line by line. */
const lines = z.string().min(1);

/** What crossed the wire, as a trace or the browser's developer tools list it. */
const message = z.strictObject({
  from: z.string(),
  to: z.string(),
  text: lines,
});

/** One thing that a user would put into a report. Secrets in it are cut. */
const evidence = z.discriminatedUnion('kind', [
  /** A screenshot of a page. */
  z.strictObject({
    kind: z.literal('page'),
    address: z.string(),
    heading: z.string(),
    lines: z.array(z.string()).default([]),
  }),
  z.strictObject({ kind: z.literal('log'), caption: sentence, text: lines }),
  z.strictObject({ kind: z.literal('env'), text: lines }),
  z.strictObject({
    kind: z.literal('code'),
    file: z.string(),
    lang: z.enum(['ts', 'json']),
    text: lines,
  }),
  z.strictObject({
    kind: z.literal('messages'),
    caption: sentence,
    messages: z.array(message).min(1),
  }),
  /** What a page of the portal lists, or a comparison of values. */
  z.strictObject({
    kind: z.literal('values'),
    caption: sentence,
    values: z.record(z.string(), z.string()),
  }),
]);
export type Evidence = z.infer<typeof evidence>;

const option = z.strictObject({
  text: sentence,
  /** Why it's the cause, or why it can't be. */
  why: sentence,
  right: z.literal(true).optional(),
});

/** A record of `src/content/exercises/<id>.yaml`: a report of a failed sign-in, and its cause. */
export const exerciseSchema = z
  .strictObject({
    /** Names the symptom, never the cause. */
    title: sentence,
    group: z.enum(['configuration', 'code', 'operations']),
    /** Place within the group. */
    order: z.number().int(),
    tenantType: z.enum(tenantTypes),
    /** What the user writes. */
    says: sentence,
    report: z.array(evidence).min(1),
    options: z.array(option).min(3).max(5),
    /** How to find the cause faster next time. */
    nextTime: sentence,
    /** Pages of error codes. The report shows the code with the words that people see. */
    codes: z.array(z.string()).default([]),
    readOn: z.array(z.strictObject({ title: sentence, href: z.string().startsWith('/') })).min(1),
    searchWords: searchWordsSchema,
  })
  .refine(({ options }) => options.filter(({ right }) => right).length === 1, {
    error: 'An exercise has exactly one option that is right.',
    path: ['options'],
  });

export type ExerciseData = z.infer<typeof exerciseSchema>;
