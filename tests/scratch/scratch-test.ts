import { test as base, expect } from 'playwright/test';
import { startPracticeTenant } from '../../src/practice-tenant/index.ts';
export { expect };
export const test = base.extend<{ site: any }>({
  site: async ({}, use) => {
    const t: any = await startPracticeTenant();
    const port = (o: string) => Number(new URL(o).port);
    await use({ origin: 'http://localhost:4321', ports: { site: 0, front: port(t.frontOrigin), back: port(t.backOrigin ?? t.origin), customDomain: port(t.customDomainOrigin ?? t.backOrigin ?? t.origin) } });
    await t.close();
  },
});
