import type { BoxFigure } from '../model/figure.ts';

export const customDomain: BoxFigure = {
  kind: 'boxes',
  title: 'From the browser to the tenant, through your own domain',
  description:
    'The browser asks DNS where login.contoso.com is. The CNAME record points to Azure Front Door. The browser goes there, and sees only your domain. Front Door passes each request on to the tenant at contoso.ciamlogin.com. Your app takes the same way for tokens.',
  boxes: [
    { id: 'browser', role: 'browser', title: 'Browser', detail: 'shows your domain' },
    { id: 'front', role: 'strong', title: 'Azure Front Door', code: 'login.contoso.com' },
    { id: 'tenant', role: 'provider', title: 'External tenant', code: 'contoso.ciamlogin.com' },
    { id: 'dns', role: 'thing', title: 'Your DNS', detail: 'CNAME to Front Door' },
    { id: 'app', role: 'app', title: 'Your app', detail: 'gets tokens here' },
  ],
  arrows: [
    { from: 'browser', to: 'dns', label: 'asks', both: true },
    { from: 'browser', to: 'front', label: 'https' },
    { from: 'front', to: 'tenant', label: 'https' },
    { from: 'app', to: 'front', label: 'https' },
  ],
  wide: {
    columns: 3,
    gap: 60,
    at: { browser: [0, 0], front: [1, 0], tenant: [2, 0], dns: [0, 1], app: [1, 1] },
  },
  narrow: {
    columns: 2,
    gap: 48,
    at: { browser: [0, 0], dns: [1, 0], front: [0, 1, 2], tenant: [0, 2], app: [1, 2] },
  },
};
