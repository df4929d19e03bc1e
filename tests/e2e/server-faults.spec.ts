import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { page, type RawClient, rawClient } from '../samples/web-app/server/raw-client.ts';
import { type RunningSite, startSite } from './running-site.ts';
import { expect, test } from './site-test.ts';

const socketTo = async ({ ports }: RunningSite): Promise<Socket> => {
  const socket = connect(ports.site, '127.0.0.1').setEncoding('utf8');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};

test('fault 15: SIGTERM under load cuts no answer short and gives no 5xx', async () => {
  const site = await startSite();
  const whole = (await (await fetch(site.origin)).text()).length;
  const answers: { status: number; length: number }[] = [];
  let stopping = false;
  const reader = async (): Promise<void> => {
    for (;;) {
      const response = await fetch(site.origin).catch(() => undefined);
      // Only a stopped server may refuse a connection.
      if (response === undefined) return expect(stopping).toBe(true);
      answers.push({ status: response.status, length: (await response.text()).length });
    }
  };
  const readers = Array.from({ length: 20 }, reader);
  await expect.poll(() => answers.length).toBeGreaterThan(100);
  stopping = true;
  expect(await site.stop()).toBe(0);
  await Promise.all(readers);
  expect(answers.filter(({ status, length }) => status !== 200 || length !== whole)).toEqual([]);
});

test('fault 25: a header of 20 kB is refused with 431, and the site goes on', async ({ site }) => {
  const socket = await socketTo(site);
  socket.write(`GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=${'x'.repeat(20_000)}\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  expect(answer).toMatch(/^HTTP\/1\.1 431 [\s\S]*Clear the cookies for this address/);
  expect((await fetch(site.origin)).status).toBe(200);
});

const slowClients: Record<string, (site: RunningSite) => string> = {
  'half headers': () => 'GET / HTTP/1.1\r\nHost: ',
  'half bodies': ({ origin }) =>
    `POST /auth/sign-in HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nOrigin: ${origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\ntenan`,
  'idle connections': () => 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n',
};
for (const [kind, sent] of Object.entries(slowClients)) {
  test(`fault 26: as many ${kind} as the site takes keep no page from arriving`, async () => {
    // Its own, without a limit of sign-ins: these connections are its only ones, and none gets a 429.
    const site = await startSite({ SIGN_IN_LIMIT: '0' });
    const clients: RawClient[] = [];
    const open = async () => {
      const client = await rawClient(site.ports.site, sent(site));
      clients.push(client);
    };
    try {
      await open();
      const [oldest] = clients;
      // Its wait begins with the end of its response.
      if (kind === 'idle connections') await oldest?.until(/\r\n0\r\n\r\n$/);
      while (clients.length < 2_000)
        await Promise.all(Array.from({ length: Math.min(100, 2_000 - clients.length) }, open));
      // Over a connection of its own: fetch could choose one that has just been cut.
      expect((await page(site.ports.site)).status).toBe(200);
      // Soon: after ten seconds and more, the site ends all of them anyway.
      await expect
        .poll(() => clients.flatMap(({ socket }, index) => (socket.destroyed ? [index] : [])))
        .toEqual([0]);
    } finally {
      for (const { socket } of clients) socket.destroy();
      await site.stop();
    }
  });
}

test('fault 26: connections that never finish their headers are closed', async ({ site }) => {
  const socket = await socketTo(site);
  const closed = once(socket, 'close');
  socket.write('GET / HTTP/1.1\r\nHost: ');
  socket.resume();
  await closed;
});

test('fault 28: a download that broke off can be told from a whole one, and continued', async ({
  site,
}) => {
  const sums = await (await fetch(`${site.origin}/downloads/SHA256SUMS`)).text();
  const [hash, name] = sums.split('\n')[0]?.split('  ') ?? [];
  const address = `${site.origin}/downloads/${name}`;
  const start = Buffer.from(
    await (await fetch(address, { headers: { range: 'bytes=0-999' } })).arrayBuffer(),
  );
  const rest = await fetch(address, { headers: { range: 'bytes=1000-' } });
  expect([start.length, rest.status]).toEqual([1000, 206]);
  const whole = Buffer.concat([start, Buffer.from(await rest.arrayBuffer())]);
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  expect(sha256(whole)).toBe(hash);
  expect(sha256(whole.subarray(0, -1))).not.toBe(hash);
});
