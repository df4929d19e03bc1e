/** The sections of the site, in the order of the header, the phone menu, and the footer. */
export const rooms = [
  { label: 'Tutorials', href: '/tutorials/', under: '/tutorials/' },
  { label: 'Live demo', href: '/demo/', under: '/demo/' },
  { label: 'Chapters', href: '/chapters/protect-your-own-api/', under: '/chapters/' },
  { label: 'Errors', href: '/errors/', under: '/errors/' },
  { label: 'Concepts', href: '/concepts/authority/', under: '/concepts/' },
  { label: 'Reference', href: '/reference/configuration/', under: '/reference/' },
  { label: 'Downloads', href: '/downloads/', under: '/downloads/' },
] as const;
