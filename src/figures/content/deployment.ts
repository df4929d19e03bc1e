import type { BoxFigure } from '../model/figure.ts';

const frames = [{ title: 'App Service', around: ['proxy', 'app'] }];

export const deployment: BoxFigure = {
  kind: 'boxes',
  title: 'What runs where in Azure',
  description:
    'The browser talks https to the proxy of App Service. The proxy talks http to your app, in one or more instances. All instances share their sessions in Redis and fetch tokens from your tenant. App Service reads the secrets from Key Vault and hands them to your app.',
  boxes: [
    { id: 'browser', role: 'browser', title: 'Browser' },
    { id: 'proxy', role: 'thing', title: 'Proxy' },
    { id: 'app', role: 'app', title: 'Your app', detail: '1 or more' },
    { id: 'redis', role: 'thing', title: 'Redis', detail: 'sessions' },
    { id: 'vault', role: 'thing', title: 'Key Vault', detail: 'secrets' },
    { id: 'tenant', role: 'provider', title: 'Your tenant', detail: 'tokens' },
  ],
  arrows: [
    { from: 'browser', to: 'proxy', label: 'https' },
    { from: 'proxy', to: 'app', label: 'http' },
    { from: 'app', to: 'redis' },
    { from: 'app', to: 'vault' },
    { from: 'app', to: 'tenant' },
  ],
  wide: {
    columns: 3,
    gap: 64,
    at: {
      browser: [0, 0],
      proxy: [1, 0],
      app: [1, 1],
      redis: [2, 0],
      vault: [2, 1],
      tenant: [2, 2],
    },
    frames,
  },
  narrow: {
    columns: 1,
    at: {
      browser: [0, 0],
      proxy: [0, 1],
      app: [0, 2],
      redis: [0.1, 3, 0.9],
      vault: [0.1, 4, 0.9],
      tenant: [0.1, 5, 0.9],
    },
    frames,
  },
};
