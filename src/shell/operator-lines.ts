/** What the operator of a hosted site adds to every page. */
export interface OperatorLines {
  /** A line of plain text above every page. */
  announcement: string | undefined;
  /** Links in the footer. */
  links: readonly { label: string; href: string }[];
}

const longestAnnouncement = 200;
const linkLabels = { IMPRINT_URL: 'Imprint', PRIVACY_URL: 'Privacy' } as const;

/** @throws an Error of one sentence for the first mistake */
export function operatorLines(
  settings: Readonly<Record<string, string | undefined>>,
): OperatorLines {
  const announcement = settings['ANNOUNCEMENT']?.trim() || undefined;
  if (announcement && (/[\r\n]/.test(announcement) || announcement.length > longestAnnouncement))
    throw new Error(
      `ANNOUNCEMENT must be one line of at most ${longestAnnouncement} characters, or be left out.`,
    );
  const links = Object.entries(linkLabels).flatMap(([variable, label]) => {
    const href = settings[variable]?.trim();
    if (!href) return [];
    if (!isHttpsOrPath(href))
      throw new Error(
        `${variable} must be an https address or a path of this site, for example ${variable}=https://example.com/${label.toLowerCase()}, or be left out.`,
      );
    return [{ label, href }];
  });
  return { announcement, links };
}

function isHttpsOrPath(text: string): boolean {
  if (/^\/(?![/\\])/.test(text)) return !/[\s\\]/.test(text);
  return URL.parse(text)?.protocol === 'https:';
}
