/** The rooms of the site, in the order of the header, the phone's menu and the footer. */
export const rooms = [
  { label: 'Tutorials', href: '/tutorials/', under: '/tutorials/' },
  { label: 'Live demo', href: '/demo/', under: '/demo/' },
  { label: 'Chapters', href: '/chapters/protect-your-own-api/', under: '/chapters/' },
  { label: 'Errors', href: '/errors/', under: '/errors/' },
  { label: 'Concepts', href: '/concepts/authority/', under: '/concepts/' },
  { label: 'Reference', href: '/reference/configuration/', under: '/reference/' },
  { label: 'Downloads', href: '/downloads/', under: '/downloads/' },
] as const;

/** What a reader calls the tenant types; the long name is Microsoft's. */
export const tenantTypes = [
  {
    key: 'entra-id',
    name: 'Entra ID',
    longName: 'Microsoft Entra ID',
    mark: 'square',
    audience: 'People in an organization sign in with their work or school account.',
  },
  {
    key: 'external-id',
    name: 'External ID',
    longName: 'Microsoft Entra External ID',
    mark: 'disc',
    audience: 'Customers sign up and sign in to an app you offer to the public.',
  },
  {
    key: 'external-id-custom-domain',
    name: 'External ID, custom domain',
    longName: 'External ID with a custom URL domain',
    mark: 'diamond',
    audience: 'The same, and the sign-in page stands under your own domain name.',
  },
  {
    key: 'b2c',
    name: 'Azure AD B2C',
    longName: 'Azure Active Directory B2C',
    mark: 'triangle',
    audience: 'You already run a B2C tenant with user flows or custom policies.',
  },
] as const;

/** What a sample does; `name` completes “Read: Entra ID, …”. */
export const capabilities = [
  { key: 'sign-in', name: 'sign-in', heading: 'Sign in and out' },
  { key: 'call-api', name: 'call an API', heading: 'Sign in and call an API' },
] as const;
