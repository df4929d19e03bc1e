/**
 * Complete sign-ins per second and the memory they leave behind: `npm run bench:tenant --
 * [sign-ins]`. A complete sign-in is authorize, account, code, tokens; each in a browser of its own.
 */
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../../tests/http-browser.ts';
import { runningTenant } from '../../tests/practice-tenant/running-tenant.ts';

const total = Number(process.argv[2] ?? 10_000);
const atOnce = 16;
const redirectUri = 'http://localhost:3000/auth/redirect';
const tenant = await runningTenant();
const base = 'contoso.onmicrosoft.com/oauth2/v2.0';
const query = new URLSearchParams({
  client_id: clientIds.webApp,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid profile offline_access User.Read',
});

async function signIn(): Promise<void> {
  const browser = new HttpBrowser({ stopAt: redirectUri });
  const picker = await browser.open(`${tenant.frontOrigin}/${base}/authorize?${query}`);
  const back = await browser.press(picker, 'Alex Rivera');
  const answer = await fetch(`${tenant.origin}/${base}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: clientIds.webApp,
      client_secret: 'practice~web-app~not-a-real-secret',
      grant_type: 'authorization_code',
      code: new URL(back.url).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
    }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.arrayBuffer();
}

const megabytes = () => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
};

let done = 0;
const step = Math.max(atOnce, Math.ceil(total / 10));
console.log('sign-ins  per second  heap MB');
while (done < total) {
  const started = performance.now();
  const goal = Math.min(total, done + step);
  const size = goal - done;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (done < goal) {
        done += 1;
        await signIn();
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  console.log(`${done}`.padEnd(10), `${Math.round(size / seconds)}`.padEnd(11), megabytes());
}
await tenant.remove();
