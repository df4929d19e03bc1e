// The practice tenant in a process of its own, as `npm run practice-tenant` runs it.

import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { startPracticeTenant } from '../../../src/practice-tenant/index.ts';
import { freePort } from '../../../tests/e2e/free-ports.ts';
import { announce } from './address-book.ts';

const [front, back, customDomain] = await Promise.all([freePort(), freePort(), freePort()]);
const tenant = await startPracticeTenant({
  frontOrigin: `http://127.0.0.1:${front}`,
  origin: `https://localhost:${back}`,
  customDomainOrigin: `https://localhost:${customDomain}`,
  siteOrigin: 'http://localhost:4321',
  dataFolder: process.cwd(),
});
const base = 'contoso.onmicrosoft.com/oauth2/v2.0';
announce({
  authorizationEndpoint: `${tenant.frontOrigin}/${base}/authorize`,
  tokenEndpoint: `${tenant.origin}/${base}/token`,
  clientId: clientIds.webApp,
  clientSecret: 'practice~web-app~not-a-real-secret',
  caCertificate: tenant.caCertificate,
});
process.once('SIGTERM', () => tenant.close().then(() => process.exit(0)));
