import { expect, it } from 'vitest';
import { operatorLines } from '../../src/shell/operator-lines.ts';

it('adds nothing unless the operator sets it', () => {
  const nothing = { announcement: undefined, links: [] };
  expect(operatorLines({})).toEqual(nothing);
  expect(operatorLines({ ANNOUNCEMENT: ' ', IMPRINT_URL: '', PRIVACY_URL: '' })).toEqual(nothing);
});

it('has the line as it is written, and a link for each address', () => {
  const settings = {
    ANNOUNCEMENT: ' Updates on <Friday> ',
    IMPRINT_URL: 'https://example.com/imprint',
    PRIVACY_URL: '/privacy/',
  };
  expect(operatorLines(settings)).toEqual({
    announcement: 'Updates on <Friday>',
    links: [
      { label: 'Imprint', href: 'https://example.com/imprint' },
      { label: 'Privacy', href: '/privacy/' },
    ],
  });
});

it.each([
  'http://example.com',
  'javascript:alert(1)',
  '//example.com',
  '/\\example.com',
  'imprint',
  '/a b',
])('refuses %s for a link', (address) => {
  expect(() => operatorLines({ IMPRINT_URL: address })).toThrow(
    /^IMPRINT_URL must be an https address or a path of this site, for example .+\.$/,
  );
});
