import express from 'express';
import { expect, test, vi } from 'vitest';
import { proxyNotice } from '../../../../../samples/web-app/sign-in/express/proxy-notice.ts';

/** What is logged for these requests, each with the header or without it. */
async function logged(trustedProxies: number, forwarded: readonly boolean[]): Promise<string[]> {
  const log = vi.fn<(line: string) => void>();
  const app = express().use(proxyNotice(trustedProxies, log));
  app.get('/', (_request, response) => void response.send('ok'));
  const server = app.listen(0);
  try {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    for (const has of forwarded) {
      const headers = has ? { 'x-forwarded-for': '203.0.113.7' } : undefined;
      const response = await fetch(`http://localhost:${port}/`, headers ? { headers } : {});
      expect(await response.text()).toBe('ok');
    }
  } finally {
    server.close();
  }
  return log.mock.calls.map(([line]) => line);
}

test('a forwarded request is mentioned once, with the variable to set', async () => {
  expect(await logged(0, [false, true, true])).toEqual([
    expect.stringMatching(/X-Forwarded-For.*TRUST_PROXY is 0.*set TRUST_PROXY to the number/),
  ]);
});

test('nothing is mentioned without a forwarded request, or when the number of proxies is set', async () => {
  expect(await logged(0, [false])).toEqual([]);
  expect(await logged(1, [true])).toEqual([]);
});
