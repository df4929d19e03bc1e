import { expect, it } from 'vitest';
import { withCodeBreaks } from '../../src/shell/code-breaks.ts';

const address = 'http://localhost:3000/auth/redirect';

it('lets an address in a table break after its slashes', () => {
  expect(
    withCodeBreaks(`<table><tr><td data-label="A"><code>${address}</code></td></tr></table>`),
  ).toBe(
    '<table><tr><td data-label="A"><code>http://<wbr>localhost:3000/<wbr>auth/<wbr>redirect</code></td></tr></table>',
  );
});

it('lets a long name in a table break after its underscores', () => {
  expect(withCodeBreaks('<th><code>CLIENT_CERTIFICATE_PATH</code></th>')).toBe(
    '<th><code>CLIENT_<wbr>CERTIFICATE_<wbr>PATH</code></th>',
  );
});

it('leaves running text, short names and other code as they are', () => {
  const html = `<p><code>${address}</code></p><td><code>auth/id-token.ts</code> a/b <code>CLIENT_SECRET</code></td>`;
  expect(withCodeBreaks(html)).toBe(html);
});
