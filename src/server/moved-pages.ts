/** Rooms that once had another name; links to their old addresses are still around. */
const movedRooms: Readonly<Record<string, string>> = {
  chapters: 'guides',
  concepts: 'how-it-works',
};

/** The present address of a page that has moved, with its query string; undefined for any other. */
export function movedTo(url: string): string | undefined {
  const [, room = '', rest = ''] = /^\/([\w-]+)(\/[^/?].*)$/.exec(url) ?? [];
  const current = Object.hasOwn(movedRooms, room) ? movedRooms[room] : undefined;
  return current && `/${current}${rest}`;
}
