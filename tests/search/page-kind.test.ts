import { expect, test } from 'vitest';
import { pageKind } from '../../src/search/browser/page-kind.ts';

test.each([
  ['/tutorials/', 'Tutorial'],
  ['/tutorials/b2c/', 'Tutorial'],
  ['/tutorials/b2c/sign-in/#the-code', 'Tutorial step'],
  ['/guides/which-claim/', 'Guide'],
  ['/choose/', 'Guide'],
  ['/how-it-works/tokens/', 'How it works'],
  ['/errors/AADSTS50011/', 'Error'],
  ['/errors/', 'Reference'],
  ['/reference/glossary/', 'Reference'],
  ['/downloads/', 'Download'],
  ['/demo/entra-id/', 'Live demo'],
  ['/tokens/', 'Tool'],
  ['/', 'Home page'],
  ['/#tracks', 'Home page'],
])('the page at %j is of the kind %j', (path, kind) => expect(pageKind(path)).toBe(kind));
