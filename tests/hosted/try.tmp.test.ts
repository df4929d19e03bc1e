import { test } from 'vitest';
import { startHostedLab } from './hosted-lab.ts';
import { site, tenant } from './lab-origins.ts';
test('x', async () => {
  const lab = await startHostedLab();
  try {
  const visitor = lab.visitor();
  await visitor.signIn('entra-id');
  const asked = await visitor.startSignIn('b2c');
  for (const [down, up] of [[() => lab.redis.freeze(), async () => lab.redis.thaw()], [() => lab.redis.kill(), () => lab.redis.restart()]] as const) {
  await down();
  const all = {
      step: () => visitor.open('/tutorials/entra-id/configure/'),
        demo: () => visitor.open('/demo/entra-id/'),
        own: () => visitor.open('/practice-tenants/'),
        signIn: () => visitor.browser.post(`${site}/auth/sign-in`, { demo: 'entra-id' }),
        newcomer: () => lab.visitor().browser.post(`${site}/auth/sign-in`, { demo: 'entra-id' }),
        tenant: () => visitor.browser.open(asked.url),
        pick: () => visitor.finishSignIn(asked),
        desk: () => visitor.browser.post(`${tenant}/desk/open`, { key: `${visitor.set}.${'A'.repeat(43)}` }, `${site}/practice-tenants/`),
      ready: () => lab.fetch(`${site}/readyz`).then(async (r) => ({status: r.status, text: await r.text(), headers: r.headers})),
  };
  for (const [name, get] of Object.entries(all)) {
    const t = Date.now();
    const r = await Promise.race([get(), new Promise<undefined>((r) => setTimeout(r, 12000))]);
    console.log(name, Date.now() - t, r?.status, r?.headers.get('content-type'), /<h1[\s\S]*?<\/h1>[\s\S]{0,300}/.exec(r?.text??'')?.[0].replace(/\s+/g,' ') ?? r?.text.slice(0,200));
  }
  await up();
  const t = Date.now();
  for (;;) { const s = await Promise.all(lab.instances.map((e) => e.health('/readyz'))); if (s.join()==='200,200') break; if (Date.now()-t>20000) {console.log(s); break;} await new Promise(r=>setTimeout(r,100)); }
  console.log('ready after', Date.now()-t);
  }
  console.log(lab.instances.map(i=>i.output().split('\n').filter(l=>/"(error|warn)"/.test(l)).slice(0,12)));
  } finally { await lab.stop(); }
});
