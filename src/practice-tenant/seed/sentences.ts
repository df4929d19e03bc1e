import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** One sentence for each mistake, with the path of the value. */
export const sentencesFor = ({ issues }: z.ZodError): string[] => issues.flatMap(sentences);

function sentences(issue: Issue): string[] {
  const path = inWords(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(
        (key) =>
          `${inWords([...issue.path, key])} isn’t known here: check its spelling, or leave it out.`,
      );
    case 'invalid_type':
      return [
        issue.input === undefined
          ? `${path} is missing: add ${article(issue.expected)}.`
          : `${path} must be ${article(issue.expected)}.`,
      ];
    case 'invalid_value':
      return [`${path} must be one of: ${issue.values.map(String).join(', ')}.`];
    case 'invalid_key':
      return [
        `${path} isn’t known here: ${issue.issues.map(({ message }) => `it ${message}`).join(', ')}.`,
      ];
    case 'too_small':
      return [`${path} must not be empty.`];
    case 'invalid_union': {
      const wanted = new Set(
        issue.errors
          .flat()
          .flatMap((each) => (each.code === 'invalid_type' ? [each.expected] : [])),
      );
      // Something of the right type is described better by its own mistakes.
      const own = issue.errors.find((each) => each.every(({ path }) => path.length > 0));
      if (own !== undefined)
        return own.flatMap((each) => sentences({ ...each, path: [...issue.path, ...each.path] }));
      return [`${path} must be ${[...wanted].map(article).join(' or ')}.`];
    }
    case 'custom':
      return [`${path} ${issue.message.replace(/\.$/, '')}.`];
    default:
      return [
        `${path} ${/^(must|isn’t)/.test(issue.message) ? issue.message : `isn’t valid (${issue.message})`}.`,
      ];
  }
}

const words: Readonly<Record<string, string>> = { record: 'object', map: 'object' };

function article(type: string): string {
  const word = words[type] ?? type;
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

function inWords(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'The JSON';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
