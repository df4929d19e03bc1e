// `npm run bench:auth [-- sign-ins]`: what a complete sign-in costs the sample, beside apps that do less.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../../tests/http-browser.ts';
import { authorityFor, webAppSecret } from '../../tests/practice-tenant/msal-app.ts';
import { runningTenant } from '../../tests/practice-tenant/running-tenant.ts';
import { type App, type Registration, RunningApp } from './auth/running-app.ts';

const signIns = Number(process.argv[2] ?? 900);
const rounds = 5;
const warmUp = 200;
const visits = 1500;

const folder = new URL('auth/', import.meta.url);
const apps: readonly App[] = [
  { name: 'sample', file: 'app.ts', folder: new URL('../../samples/web-app/', import.meta.url) },
  { name: 'openid-client', file: 'openid-client-app.ts', folder },
  {
    name: 'Auth.js',
    file: 'auth-js-app.ts',
    folder,
    signInPage: '/auth/signin',
    signOutPage: '/auth/signout',
  },
  { name: 'plainest MSAL Node', file: 'plain-msal-app.ts', folder },
];

interface Result {
  signIn: number[];
  signedIn: number[];
  signedOut: number[];
  megabytes: number;
}

const progress = (what: string) => process.stderr.write(`${what}\n`);
const tenant = await runningTenant();
const registration = await prepare();
const running = await Promise.all(apps.map((app) => RunningApp.start(app, registration)));
const results = new Map<string, Result>();
for (const app of running) {
  const { name } = app.app;
  progress(`${name}: ${warmUp} sign-ins to warm up, and one that signs out again`);
  await app.signInMany(warmUp);
  await app.checkSignOut();
  results.set(name, { signIn: [], signedIn: [], signedOut: [], megabytes: 0 });
}
// In turns, so that whatever else this machine does is shared by all.
for (let round = 1; round <= rounds; round += 1)
  for (const app of running) {
    const { name } = app.app;
    const result = results.get(name);
    if (!result) continue;
    const each = Math.ceil(signIns / rounds);
    progress(
      `round ${round} of ${rounds}, ${name}: ${each} sign-ins, ${visits} pages of each kind`,
    );
    result.signIn.push(await app.cpuOf(each, () => app.signInMany(each)));
    result.megabytes = (await app.usage()).residentBytes / 1e6;
    const nobody = new HttpBrowser();
    const somebody = await app.signIn();
    await app.visit(1, nobody);
    result.signedOut.push(await app.cpuOf(visits, () => app.visit(visits, nobody)));
    result.signedIn.push(await app.cpuOf(visits, () => app.visit(visits, somebody)));
  }
for (const app of running) await app.stop();
await tenant.remove();
report();

/** The apps' registration, with the redirect URI that Auth.js chooses itself. */
async function prepare(): Promise<Registration> {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The practice tenant has no web app.');
  const own = 'http://localhost/auth/callback/microsoft-entra-id';
  await directory.saveRegistration({ ...app, redirectUris: [...app.redirectUris, own] });
  const caFile = join(tenant.options.dataFolder, 'ca-for-the-bench.pem');
  writeFileSync(caFile, tenant.caCertificate);
  const authority = authorityFor(tenant, 'entra-id');
  return { authority, clientId: app.clientId, clientSecret: webAppSecret, caFile };
}

function report(): void {
  const median = (values: readonly number[] = []) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const ratio = (a: number, b: number) => (a / b).toFixed(2);
  const sample = results.get('sample');
  console.log(
    `${signIns} complete sign-ins each, in ${rounds} rounds by turns, against one practice tenant; CPU of the app's process, medians; Node ${process.versions.node}\n`,
  );
  console.log(
    '| | CPU per sign-in | sample ÷ this | memory | sample ÷ this | page without session | page signed in | signed in ÷ without |',
  );
  console.log('|-|-|-|-|-|-|-|-|');
  for (const [name, { signIn, signedIn, signedOut, megabytes }] of results) {
    const cells = [
      name,
      `${median(signIn).toFixed(2)} ms`,
      ratio(median(sample?.signIn), median(signIn)),
      `${megabytes.toFixed(0)} MB`,
      ratio(sample?.megabytes ?? 0, megabytes),
      `${median(signedOut).toFixed(2)} ms`,
      `${median(signedIn).toFixed(2)} ms`,
      ratio(median(signedIn), median(signedOut)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
