import { expect, it } from 'vitest';
import { headMistakes } from '../../scripts/page-heads.ts';

const good = {
  doctype: '<!DOCTYPE html>',
  html: '<html lang="en"><head>',
  charset: '<meta charset="utf-8"/>',
  viewport: '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
  title: '<title>Tokens | Sign-in Lab</title>',
  canonical: '<link rel="canonical" href="http://localhost:4321/how-it-works/tokens/"/>',
  description: '<meta name="description" content="What each token is for, and who reads it."/>',
  body: '</head><body><h1 id="_top">Tokens</h1>',
  image: '<img src="/a.png" alt=""/>',
  link: '<a href="/errors/">Errors</a>',
};
const mistakesWith = (changes: Partial<Record<keyof typeof good, string>>) =>
  headMistakes(Object.values({ ...good, ...changes }).join(''), '/how-it-works/tokens/');

it('is content with a page that has everything', () => {
  expect(mistakesWith({})).toEqual([]);
});

it.each([
  [{ doctype: '' }, "doesn't begin with the doctype"],
  [{ charset: '' }, "doesn't declare its encoding early enough"],
  [{ html: '<html><head>' }, "doesn't declare its language"],
  [{ viewport: '' }, 'has no viewport'],
  [{ title: '<title></title>' }, 'has no title'],
  [{ description: '' }, 'has no description'],
  [{ canonical: '' }, 'names nothing as its address'],
  [{ canonical: '<link rel="canonical" href="http://a/b/"/>' }, 'names /b/ as its address'],
  [{ body: '<h1>One</h1><h1>Two</h1>' }, "doesn't have exactly one first-level heading"],
  [{ image: '<img src="/a.png"/>' }, 'has an image without alternative text'],
  [{ link: '<a href="javascript:go()">Go on</a>' }, 'has a link that is a script'],
  [
    { link: '<a href="/errors/">Learn <b>more</b></a>' },
    'has a link "Learn more", which doesn\'t describe where it leads',
  ],
])('names what is wrong with %o', (changes, mistake) => {
  expect(mistakesWith(changes)).toEqual([`/how-it-works/tokens/ ${mistake}.`]);
});

it('asks of a page that is not to be found neither description nor address', () => {
  const hidden = '<meta name="robots" content="noindex"/>';
  expect(mistakesWith({ description: hidden, canonical: '' })).toEqual([]);
});
