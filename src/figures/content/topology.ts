import type { BoxFigure } from '../model/figure.ts';

/** What listens where while a reader follows a track on the practice tenant. */
interface Addresses {
  site: string;
  app: string;
  /** The practice tenant's pages, which a browser opens. */
  pages: string;
  /** Its other door: tokens and APIs, for apps. */
  endpoints: string;
}

const ids = ['browser', 'site', 'app', 'pages', 'endpoints'];
const frames = [{ title: 'Your machine', around: ids }];
const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, '');

function topologyOf({ site, app, pages, endpoints }: Addresses): BoxFigure {
  return {
    kind: 'boxes',
    title: 'Everything runs on your machine',
    description: `Your browser opens three addresses: this site at ${site}, your app at ${app}, and the practice tenant’s pages at ${pages}, where you sign in. Your app talks to the practice tenant directly at ${endpoints}, to exchange codes for tokens and to call APIs.`,
    boxes: [
      { id: 'browser', role: 'browser', title: 'Your browser' },
      {
        id: 'site',
        role: 'thing',
        title: 'This site',
        detail: 'tutorial',
        code: withoutScheme(site),
      },
      {
        id: 'app',
        role: 'app',
        title: 'Your app',
        detail: 'from step 4 on',
        code: withoutScheme(app),
      },
      {
        id: 'pages',
        role: 'provider',
        title: 'Practice tenant',
        detail: 'its pages',
        code: withoutScheme(pages),
      },
      {
        id: 'endpoints',
        role: 'provider',
        title: 'Practice tenant',
        detail: 'for apps',
        code: withoutScheme(endpoints),
      },
    ],
    arrows: [
      { from: 'browser', to: 'site', label: 'read' },
      { from: 'browser', to: 'app', label: 'use' },
      { from: 'browser', to: 'pages', label: 'sign in' },
      { from: 'app', to: 'endpoints', label: 'codes, tokens' },
    ],
    wide: {
      columns: 3,
      gap: 56,
      at: { browser: [0, 0, 3], site: [0, 1], app: [1, 2], pages: [2, 1], endpoints: [2, 2] },
      frames,
    },
    narrow: {
      columns: 2,
      gap: 16,
      at: {
        browser: [0, 0, 2],
        site: [0.2, 1, 1.8],
        app: [0.2, 2, 1.8],
        endpoints: [0.4, 3, 1.6],
        pages: [0.2, 4, 1.8],
      },
      frames,
    },
  };
}

export const topology: BoxFigure = topologyOf({
  site: 'http://localhost:4321',
  app: 'http://localhost:3000',
  pages: 'http://127.0.0.1:8400',
  endpoints: 'https://localhost:8443',
});

/** The tenant with a custom domain has addresses of its own. */
export const topologyOfCustomDomain: BoxFigure = topologyOf({
  site: 'http://localhost:4321',
  app: 'http://localhost:3000',
  pages: 'http://login.woodgrove.localhost:8400',
  endpoints: 'https://localhost:8444',
});
