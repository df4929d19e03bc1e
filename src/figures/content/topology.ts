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

const frames = [{ title: 'Practice tenant', around: ['pages', 'endpoints'] }];
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
        title: 'Its pages',
        code: withoutScheme(pages),
      },
      {
        id: 'endpoints',
        role: 'provider',
        title: 'For apps',
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
      at: {
        browser: [0, 0, 3],
        site: [0, 1],
        app: [1, 1],
        endpoints: [0.4, 2, 1.6],
        pages: [2, 2],
      },
      frames,
    },
    narrow: {
      columns: 2,
      gap: 16,
      at: {
        browser: [0, 0, 2],
        site: [0.3, 1, 1.7],
        app: [0.3, 2, 1.7],
        endpoints: [0.5, 3, 1.5],
        pages: [0.3, 4, 1.7],
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
