import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { authorityFor } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const arrived = z.tuple([z.instanceof(IncomingMessage)]);

test('after a body that is too large, the connection takes the next requests', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const statusOf = async (method: string, address: string, body?: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request(address, { method, headers, agent });
    sent.end(body);
    const [response] = arrived.parse(await once(sent, 'response'));
    await text(response);
    return response.statusCode;
  };
  const base = authorityFor(tenant, 'entra-id').replace(/\/v2\.0$/, '');
  const keys = `${base}/discovery/v2.0/keys`;
  for (let round = 0; round < 3; round += 1) {
    expect(await statusOf('POST', `${base}/oauth2/v2.0/token`, 'x'.repeat(210_000))).toBe(400);
    expect(await statusOf('GET', keys)).toBe(200);
    expect(await statusOf('GET', keys)).toBe(200);
  }
  agent.destroy();
});
