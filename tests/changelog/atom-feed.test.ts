import { expect, it } from 'vitest';
import { atomFeed } from '../../src/changelog/atom-feed.ts';

const page = new URL('https://lab.example.com/changelog/');
const feed = new URL('https://lab.example.com/changelog.xml');
const entry = { id: '2026-11-29-b', date: '2026-11-29', title: 'B', html: '<p>News</p>' };

it('says when the newest entry was written', () => {
  const older = { ...entry, id: '2026-11-28-a', date: '2026-11-28' };
  expect(atomFeed(page, feed, [entry, older])).toMatch(
    /<\/title>\s*<updated>2026-11-29T00:00:00Z<\/updated>/,
  );
});

it('gives each entry the address of its place on the page', () => {
  const address = 'https://lab.example.com/changelog/#2026-11-29-b';
  const xml = atomFeed(page, feed, [entry]);
  expect(xml).toContain(`<id>${address}</id>`);
  expect(xml).toContain(`<link rel="alternate" type="text/html" href="${address}"/>`);
});

it('writes marks of HTML so that XML does not take them for its own', () => {
  const xml = atomFeed(page, feed, [{ ...entry, title: 'A & B <c>', html: '<p>"1 < 2"</p>' }]);
  expect(xml).toContain('<title>A &amp; B &lt;c></title>');
  expect(xml).toContain('<content type="html">&lt;p>&quot;1 &lt; 2&quot;&lt;/p></content>');
});
