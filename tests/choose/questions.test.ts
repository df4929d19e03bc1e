import { expect, it } from 'vitest';
import {
  type Choice,
  firstQuestion,
  isQuestion,
  type Question,
} from '../../src/choose/questions.ts';
import { parseMdx } from '../../src/content/mdx.ts';
import { toMarkdown } from '../../src/markdown/to-markdown.ts';
import { commonTags } from '../../src/markdown/vocabulary.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';

const questionsIn = (question: Question): Question[] => [
  question,
  ...question.answers.flatMap(({ next }) => (isQuestion(next) ? questionsIn(next) : [])),
];
const questions = questionsIn(firstQuestion);
const choices = questions.flatMap(({ answers }) =>
  answers.flatMap(({ next }): Choice[] => (isQuestion(next) ? [] : [next])),
);

it('leads to every tenant type', () => {
  const reached = new Set(choices.map(({ tenantType }) => tenantType));
  expect([...reached].sort()).toEqual([...tenantTypes].sort());
});

it('asks each question once, because answers to the same question close each other', () => {
  const texts = questions.map(({ question }) => question);
  expect(texts).toEqual([...new Set(texts)]);
});

it('has every question, answer, and track in the Markdown of a page', () => {
  const markdown = toMarkdown(parseMdx('<TenantTypeTree />', 'A page'), commonTags, 'A page');
  for (const { question, answers } of questions) {
    expect(markdown).toContain(`**${question}**`);
    for (const { answer } of answers) expect(markdown).toContain(`- ${answer}`);
  }
  for (const { tenantType } of choices) expect(markdown).toContain(`](/tutorials/${tenantType}/)`);
});
