import type { BoxFigure } from '../figure.ts';

const machine = { title: 'Your machine', around: ['browser', 'site', 'app', 'pages', 'endpoints'] };

/** What listens where while a reader follows a track on the practice tenant. */
export const topology: BoxFigure = {
  kind: 'boxes',
  title: 'Everything runs on your machine',
  description:
    'Your browser opens three addresses: this site at http://localhost:4321, your app at http://localhost:3000, and the practice tenant’s pages at http://127.0.0.1:8400, where you sign in. Your app talks to the practice tenant directly at https://localhost:8443, to exchange codes for tokens and to call its APIs.',
  boxes: [
    { id: 'browser', role: 'browser', title: 'Your browser' },
    {
      id: 'site',
      role: 'thing',
      title: 'This site',
      detail: 'tutorial and demo',
      code: 'localhost:4321',
    },
    { id: 'app', role: 'app', title: 'Your app', detail: 'from step 4 on', code: 'localhost:3000' },
    {
      id: 'pages',
      role: 'provider',
      title: 'Practice tenant',
      detail: 'its pages',
      code: '127.0.0.1:8400',
    },
    {
      id: 'endpoints',
      role: 'provider',
      title: 'Practice tenant',
      detail: 'for apps, https',
      code: 'localhost:8443',
    },
  ],
  arrows: [
    { from: 'browser', to: 'site', label: 'you read' },
    { from: 'browser', to: 'app', label: 'you use' },
    { from: 'browser', to: 'pages', label: 'you sign in' },
    { from: 'app', to: 'endpoints', label: 'codes, tokens, API calls' },
  ],
  wide: {
    columns: 3,
    gap: 20,
    at: { browser: [0, 0, 3], site: [0, 1], app: [1, 1], pages: [2, 1], endpoints: [1, 2, 2] },
    frames: [machine],
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
    frames: [machine],
  },
};
