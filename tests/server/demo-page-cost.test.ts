import type { APIContext } from 'astro';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { liveDemo } from '../../src/auth/live-demo.ts';
import { demoPlace } from '../../src/demo/demo-html.ts';
import { demoPage } from '../../src/server/demo-page.ts';
import { readEnvironment } from '../../src/server/environment.ts';

const demo = { ...readEnvironment({}).demo, sessionSecrets: ['x'.repeat(32)] };

beforeEach(() => {
  vi.stubEnv('PROD', true);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function visit(path: string): APIContext {
  const [, , demoName = ''] = path.split('/');
  const request = new Request(`http://localhost:4321${path}?canary`, {
    headers: { cookie: `lab.${demoName}.trace=${'k'.repeat(43)}; canary=canary` },
  });
  const cookies = {
    get: (name: string) => ({ value: name.endsWith('.trace') ? 'k'.repeat(43) : '' }),
  };
  return {
    isPrerendered: false,
    routePattern: '/demo/[demo]',
    params: { demo: demoName },
    locals: { demo },
    request,
    cookies,
  } as unknown as APIContext;
}

it('renders by components only once for each tenant type, from an address that tells nothing of the visitor', async () => {
  const rendered = vi.fn(async (_: unknown) => new Response(`<main>${demoPlace}</main>`));
  const page = demoPage();
  for (const path of ['/demo/entra-id/', '/demo/entra-id/', '/demo/b2c/', '/demo/entra-id/']) {
    const response = await page(visit(path), rendered);
    expect(await response?.text()).toMatch(/^<main><div class="demo .*<\/div><\/main>$/s);
  }
  const asked = rendered.mock.calls.map(([request]) => request as Request);
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual(['/demo/entra-id/', '/demo/b2c/']);
  for (const { url, headers } of asked) {
    expect(url).not.toContain('canary');
    expect([...headers]).toEqual([]);
  }
});

it('opens the trace once for each page', async () => {
  const read = vi.spyOn(liveDemo({ demo }).traces, 'read');
  const page = demoPage();
  const next = async () => new Response(demoPlace);
  await page(visit('/demo/entra-id/'), next);
  await page(visit('/demo/entra-id/'), next);
  expect(read).toHaveBeenCalledTimes(2);
});
