import type { KnownPage } from './result-item.ts';

const errors: KnownPage = {
  url: '/errors/',
  title: 'Error codes',
  about: 'What each code means, why it happens, and what to do.',
};
const choose: KnownPage = {
  url: '/choose/',
  title: 'Which tenant type is mine?',
  about: 'Find it by who your users are, or by the address of your sign-in page.',
};
const glossary: KnownPage = {
  url: '/reference/glossary/',
  title: 'Glossary',
  about: 'The terms this site uses, and what each one means.',
};

export const demo: KnownPage = {
  url: '/demo/',
  title: 'Live demo',
  about: 'Sign in, call an API, sign out, and read every message along the way.',
};

/** Before anything is typed. */
export const startingPoints: readonly KnownPage[] = [
  {
    url: '/tutorials/',
    title: 'Tutorials',
    about: 'From a download to a deployed app that signs users in.',
  },
  choose,
  demo,
  {
    url: '/how-it-works/tokens/',
    title: 'Tokens',
    about: 'What the ID, access, and refresh tokens are for, and how long they’re valid.',
  },
  errors,
  glossary,
];

/** When nothing is found. */
export const otherWays: readonly KnownPage[] = [errors, glossary, choose];
