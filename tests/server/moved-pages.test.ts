import { describe, expect, it } from 'vitest';
import { movedTo } from '../../src/server/moved-pages.ts';

describe('the address of a page in a room that was renamed', () => {
  it.each([
    ['/chapters/on-behalf-of/', '/guides/on-behalf-of/'],
    ['/chapters/on-behalf-of', '/guides/on-behalf-of'],
    ['/concepts/tokens.md?from=search', '/how-it-works/tokens.md?from=search'],
  ])('%s is now %s', (old, now) => expect(movedTo(old)).toBe(now));

  it.each([
    '/',
    '/chapters',
    '/concepts/',
    '/concepts/?q=1',
    '/guides/on-behalf-of/',
    '/tutorials/concepts/x/',
    '//chapters/x/',
    '/constructor/x/',
  ])('%s has not moved', (path) => expect(movedTo(path)).toBeUndefined());
});
