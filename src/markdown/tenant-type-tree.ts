import type { List, ListItem, PhrasingContent, RootContent } from 'mdast';
import { firstQuestion, isQuestion, type Question } from '../choose/questions.ts';
import { tenantTypeFacts } from '../scenarios/tenant-types.ts';

/** The questions that lead to a tenant type, as a list in lists. */
export const tenantTypeTree = (): RootContent[] => asked(firstQuestion);

const asked = ({ question, answers }: Question): (RootContent & ListItem['children'][number])[] => [
  {
    type: 'paragraph',
    children: [{ type: 'strong', children: [{ type: 'text', value: question }] }],
  },
  listOf(
    answers.map(({ answer, next }): ListItem => {
      const text: PhrasingContent[] = [{ type: 'text', value: answer }];
      if (isQuestion(next)) return item([{ type: 'paragraph', children: text }, ...asked(next)]);
      const { tenantType, also } = next;
      text.push(
        { type: 'text', value: ': ' },
        link(`/tutorials/${tenantType}/`, tenantTypeFacts[tenantType].name),
      );
      if (also) text.push({ type: 'text', value: '. See also: ' }, link(also.path, also.title));
      return item([{ type: 'paragraph', children: text }]);
    }),
  ),
];

const listOf = (children: ListItem[]): List => ({ type: 'list', spread: false, children });
const item = (children: ListItem['children']): ListItem => ({
  type: 'listItem',
  spread: false,
  children,
});
const link = (url: string, value: string): PhrasingContent => ({
  type: 'link',
  url,
  children: [{ type: 'text', value }],
});
