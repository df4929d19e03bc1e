import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { siteFindings } from '../../src/demo-doctor/site-findings.ts';

const page = `<form method="post" action="/auth/sign-in"><input name="demo" value="b2c"></form>`;

test('a live demo of the running site is checked at its own addresses', async () => {
  const asked: string[] = [];
  let origin = '';
  const site = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    if (request.url === '/auth/sign-in') {
      const parameters = new URLSearchParams({ redirect_uri: `${origin}/auth/redirect/b2c` });
      response.writeHead(303, { location: `${origin}/authorize?${parameters}` }).end();
    } else response.setHeader('content-type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const { port } = site.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  const checks: string[] = [];
  for await (const { check } of siteFindings(origin, 'b2c')) checks.push(check);
  await new Promise((resolve) => site.close(resolve));
  expect(asked).toContain('GET /demo/b2c/');
  expect(asked).toContain('POST /auth/sign-in');
  expect(asked).toContain('GET /auth/redirect/b2c');
  expect(asked).toContain('GET /auth/front-channel-logout/b2c');
  expect(checks).toContain('redirect-uri');
});
