import { repeatedNames } from '../../jwt/repeated-names.ts';
import type { Check } from './finding.ts';
import { listed } from './listed.ts';
import { pages } from './pages.ts';

/** Node.js accepts 16 KB of headers in all, many proxies 8 KB. */
const longHeader = 8000;

const repeated: Check = ({ header, claims }) => {
  const names = [...repeatedNames(header.text), ...repeatedNames(claims.text)];
  return names.length > 0
    ? {
        severity: 'danger',
        title: `More than once: ${listed(names.slice(0, 5).map((name) => name.slice(0, 80)))}`,
        text: 'One program reads the first value, another the last. The list below has the last. A token like this can show one user to the check and another to your code. Refuse it.',
      }
    : undefined;
};

/** Characters that can’t be seen, or that turn the direction of text: one name can look like another. */
const invisible = /[\p{Cc}\p{Cf}]/u;

const invisibleCharacters: Check = ({ claims: { values } }) => {
  const names = Object.entries(values)
    .filter(
      ([name, value]) =>
        invisible.test(name) || (typeof value === 'string' && invisible.test(value)),
    )
    .map(([name]) => name.slice(0, 80));
  return names.length > 0
    ? {
        severity: 'warning',
        title: `Invisible characters in ${listed(names.slice(0, 5))}`,
        text: 'They can make one name look like another. Compare IDs, never names, and escape what you show.',
      }
    : undefined;
};

const large: Check = ({ length }) =>
  length > longHeader
    ? {
        severity: 'warning',
        title: `It’s ${length.toLocaleString('en-US')} characters long`,
        text: 'Many servers and proxies refuse requests with headers beyond 8 or 16 KB, and no cookie holds more than 4 KB. Leave out claims, such as groups, that you don’t need.',
        more: pages.headers,
      }
    : undefined;

export const formatFindings: readonly Check[] = [repeated, invisibleCharacters, large];
