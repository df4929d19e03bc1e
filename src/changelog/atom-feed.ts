/** An entry as the feed needs it. */
export interface FeedEntry {
  id: string;
  date: string;
  title: string;
  html: string;
}

/**
 * The changelog as an Atom feed (RFC 4287).
 * @param page address of the changelog, which has an anchor for each entry
 * @param entries the newest first
 */
export function atomFeed(page: URL, feed: URL, entries: readonly FeedEntry[]): string {
  const updated = entries[0]?.date ?? '1970-01-01';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="${escaped(page.origin)}/">
  <id>${escaped(page.href)}</id>
  <title>Sign-in Lab: changelog</title>
  <updated>${updated}T00:00:00Z</updated>
  <author><name>The Sign-in Lab authors</name></author>
  <link rel="alternate" type="text/html" href="${escaped(page.href)}"/>
  <link rel="self" type="application/atom+xml" href="${escaped(feed.href)}"/>
${entries.map((entry) => entryXml(page, entry)).join('\n')}
</feed>
`;
}

function entryXml(page: URL, { id, date, title, html }: FeedEntry): string {
  const address = escaped(new URL(`#${id}`, page).href);
  return `  <entry>
    <id>${address}</id>
    <title>${escaped(title)}</title>
    <updated>${date}T00:00:00Z</updated>
    <link rel="alternate" type="text/html" href="${address}"/>
    <content type="html">${escaped(html)}</content>
  </entry>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
