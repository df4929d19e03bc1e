import { expect, it } from 'vitest';
import { errorSchema } from '../../src/content/error-schema.ts';
import { lessonSchema } from '../../src/content/lesson-schema.ts';
import { stepSchema } from '../../src/content/step-schema.ts';

const sources = [{ title: 'A document', url: 'https://learn.microsoft.com/x' }];
const step = { title: 'T', description: 'D', order: 1, minutes: 5, file: 'app.ts', sources };
const error = {
  family: 'aadsts',
  title: 'T',
  meaning: 'M',
  causes: ['C'],
  fixes: ['F'],
  reproducible: false,
  sources,
};
const options = [
  { text: 'T', right: true, why: 'W' },
  { text: 'T', why: 'W' },
];
const lesson = {
  title: 'T',
  description: 'D',
  order: 1,
  minutes: 5,
  attacks: ['pkce'],
  questions: [{ question: 'Q', options }],
  sources,
};
const problems = (
  schema: typeof stepSchema | typeof errorSchema | typeof lessonSchema,
  data: object,
): string[] =>
  schema
    .safeParse(data)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

it('accepts a step with what every step needs', () => {
  expect(stepSchema.parse(step)).toEqual({ ...step, pains: [], searchWords: [] });
});

it.each([
  ['a misspelt field', { ...step, minute: 5 }],
  ['no sources', { ...step, sources: [] }],
  ['a source without an address', { ...step, sources: [{ title: 'A document' }] }],
  ['a place that is no number', { ...step, order: 'first' }],
  ['no time', { ...step, minutes: 0 }],
])('refuses a step with %s', (_, data) => {
  expect(problems(stepSchema, data)).toHaveLength(1);
});

it('accepts an error that the practice tenant cannot show', () => {
  expect(problems(errorSchema, error)).toEqual([]);
});

it.each([
  ['that is reproducible but does not say how', { ...error, reproducible: true }],
  ['that says how to reproduce it but is not reproducible', { ...error, reproduce: 'Do this.' }],
])('refuses an error %s', (_, data) => {
  expect(problems(errorSchema, data)).toEqual([
    ': An error is reproducible if, and only if, "reproduce" describes how.',
  ]);
});

it.each([
  ['an unknown family', { ...error, family: 'azure' }],
  ['no fix', { ...error, fixes: [] }],
  ['a fix for no tenant type', { ...error, fixes: [{ only: [], step: 'F' }] }],
  ['no cause', { ...error, causes: [] }],
])('refuses an error with %s', (_, data) => {
  expect(problems(errorSchema, data)).toHaveLength(1);
});

it('accepts a lesson with what every lesson needs', () => {
  expect(problems(lessonSchema, lesson)).toEqual([]);
});

const [right, wrong] = options;
it.each([
  ['no attack', { ...lesson, attacks: [] }],
  ['no question', { ...lesson, questions: [] }],
  ['three questions', { ...lesson, questions: Array(3).fill(lesson.questions[0]) }],
  ['a question without a right option', { question: 'Q', options: [wrong, wrong] }],
  ['a question with two right options', { question: 'Q', options: [right, right] }],
  ['a question with one option', { question: 'Q', options: [right] }],
  ['an option without a reason', { question: 'Q', options: [right, { text: 'T' }] }],
])('refuses a lesson with %s', (_, data) => {
  const given = 'question' in data ? { ...lesson, questions: [data] } : data;
  expect(problems(lessonSchema, given)).toHaveLength(1);
});
