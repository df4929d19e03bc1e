import type { BoxFigure } from '../model/figure.ts';

const frames = [{ title: 'App Service', around: ['proxy', 'settings', 'app'] }];

export const deployment: BoxFigure = {
  kind: 'boxes',
  title: 'What runs where in Azure',
  description:
    'The browser talks https to the proxy of App Service. The proxy talks http to your app, in one or more instances. All instances share their sessions in Redis and fetch tokens from your tenant. App Service reads the secrets from Key Vault and hands them to your app as settings.',
  boxes: [
    { id: 'browser', role: 'browser', title: 'Browser' },
    { id: 'proxy', role: 'thing', title: 'Proxy' },
    { id: 'settings', role: 'thing', title: 'App settings' },
    { id: 'app', role: 'app', title: 'Your app', detail: '1 or more' },
    { id: 'redis', role: 'thing', title: 'Redis', detail: 'sessions' },
    { id: 'vault', role: 'thing', title: 'Key Vault', detail: 'secrets' },
    { id: 'tenant', role: 'provider', title: 'Your tenant', detail: 'tokens' },
  ],
  arrows: [
    { from: 'browser', to: 'proxy', label: 'https' },
    { from: 'proxy', to: 'app', label: 'http' },
    { from: 'vault', to: 'settings' },
    { from: 'settings', to: 'app' },
    { from: 'app', to: 'redis' },
    { from: 'app', to: 'tenant' },
  ],
  wide: {
    columns: 3,
    gap: 64,
    at: {
      browser: [0, 0],
      proxy: [1, 0],
      app: [1, 1],
      settings: [1, 2],
      redis: [2, 0],
      tenant: [2, 1],
      vault: [2, 2],
    },
    frames,
  },
  narrow: {
    columns: 2,
    at: {
      browser: [0, 0, 0.8],
      vault: [0.83, 0, 0.8],
      proxy: [0, 1, 0.8],
      settings: [0.83, 1, 1.17],
      app: [0, 2, 2],
      redis: [0.2, 3, 1.8],
      tenant: [0.2, 4, 1.8],
    },
    frames,
  },
};
