import { astroPassages, joinedComments, paragraphs, typescriptPassages } from './code-passages.ts';
import { markdownPassages, yamlPassages } from './markdown-passages.ts';
import { type Passage, withoutCode } from './passage.ts';

/** Everything a person reads in a file: sentences, words the program shows, and comments. */
export function passagesOf(file: string, source: string): Passage[] {
  const ending = /(?:^|\/)\.env[.\w-]*$/.test(file) ? 'env' : (file.split('.').at(-1) ?? '');
  switch (ending) {
    case 'md':
    case 'mdx':
      return markdownPassages(source, ending === 'mdx');
    case 'yaml':
    case 'yml':
    case 'json':
      return yamlPassages(source);
    case 'astro':
      return joinedComments(astroPassages(source), source);
    case 'ts':
    case 'mjs':
    case 'cjs':
    case 'js':
      return joinedComments(typescriptPassages(source), source);
    case 'css':
      return [...source.matchAll(/\/\*[\s\S]*?\*\//g)].flatMap(({ 0: comment, index }) =>
        paragraphs(withoutCode(comment.replaceAll(/[/*]/g, ' ')), index, 'comment'),
      );
    case 'env':
      return paragraphs(
        withoutCode(
          source.replaceAll(/^(?!#).*$/gm, (line) => ' '.repeat(line.length)).replaceAll('#', ' '),
        ),
        0,
        'prose',
      );
    default:
      return [];
  }
}
