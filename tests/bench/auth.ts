// `npm run bench:auth`: what a complete sign-in costs the sample, beside two apps that do less.
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../e2e/free-ports.ts';
import { clientId, clientSecret, HostileProvider } from '../hostile-provider/provider.ts';

const signIns = Number(process.argv[2] ?? 600);
const rounds = 3;
const usageSchema = z.object({ cpuMilliseconds: z.number(), residentBytes: z.number() });
type Usage = z.infer<typeof usageSchema>;

interface App {
  name: string;
  file: string;
  folder: URL;
}
const here = new URL('./', import.meta.url);
const apps: readonly App[] = [
  { name: 'sample', file: 'app.ts', folder: new URL('../../samples/web-app/', here) },
  { name: 'openid-client', file: 'openid-client-app.ts', folder: here },
  { name: 'plainest MSAL Node', file: 'plain-msal-app.ts', folder: here },
];

class RunningApp {
  readonly #child: ChildProcess;
  readonly #origin: string;
  readonly #provider: HostileProvider;

  private constructor(child: ChildProcess, origin: string, provider: HostileProvider) {
    this.#child = child;
    this.#origin = origin;
    this.#provider = provider;
  }

  static async start({ file, folder }: App, provider: HostileProvider): Promise<RunningApp> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const child = fork(file, {
      cwd: fileURLToPath(folder),
      silent: true,
      execArgv: ['--expose-gc', '--import', new URL('report-usage.mjs', here).href],
      env: {
        NODE_ENV: 'production',
        NODE_EXTRA_CA_CERTS: provider.caFile,
        PORT: String(port),
        TENANT_TYPE: 'entra-id',
        AUTHORITY: provider.authority,
        CLIENT_ID: clientId,
        CLIENT_SECRET: clientSecret,
        REDIRECT_URI: `${origin}/auth/redirect`,
      },
    });
    child.stderr?.pipe(process.stderr);
    if (child.stdout) await once(child.stdout, 'data');
    return new RunningApp(child, origin, provider);
  }

  async usage(): Promise<Usage> {
    const answer = once(this.#child, 'message');
    this.#child.send('usage');
    return usageSchema.parse((await answer)[0]);
  }

  /** Sign in, come back, see the name: each in a browser of its own. */
  async signIn(): Promise<string> {
    const started = await fetch(`${this.#origin}/auth/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: this.#origin },
    });
    const answer = this.#provider.answerTo(started.headers.get('location') ?? '');
    const finished = await this.#get(answer.href, cookiesOf(started));
    await this.#seeName(cookiesOf(finished) || cookiesOf(started));
    return cookiesOf(finished) || cookiesOf(started);
  }

  async #seeName(cookie: string): Promise<void> {
    const page = await this.#get(`${this.#origin}/`, cookie);
    if (!(await page.text()).includes('Alex Rivera')) throw new Error('The sign-in failed.');
  }

  async visit(times: number, cookie: string): Promise<number> {
    const before = await this.usage();
    for (let time = 0; time < times; time += 1)
      await (await this.#get(`${this.#origin}/`, cookie)).text();
    return ((await this.usage()).cpuMilliseconds - before.cpuMilliseconds) / times;
  }

  #get(url: string, cookie: string): Promise<Response> {
    return fetch(url, { redirect: 'manual', headers: { cookie } });
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }
}

function cookiesOf(response: Response): string {
  const pairs = response.headers.getSetCookie().map((header) => header.split(';', 1)[0] ?? '');
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ');
}

async function signInMany(app: RunningApp, times: number): Promise<void> {
  let left = times;
  const one = async (): Promise<void> => {
    while (left-- > 0) await app.signIn();
  };
  await Promise.all(Array.from({ length: 8 }, one));
}

const provider = await HostileProvider.start();
// Everybody has a provider session of their own, or each sign-in would end the one before.
provider.forge = { claims: (claims) => ({ ...claims, sid: randomUUID() }) };
const results = new Map<
  string,
  { cpu: number[]; megabytes: number; signedIn: number; signedOut: number }
>();
for (const app of apps) results.set(app.name, { cpu: [], megabytes: 0, signedIn: 0, signedOut: 0 });
const running = await Promise.all(
  apps.map(async (app) => ({ name: app.name, app: await RunningApp.start(app, provider) })),
);
for (const { app } of running) await signInMany(app, 200);
// In turns, so that whatever else this machine does is shared by all.
for (let round = 0; round < rounds; round += 1)
  for (const { name, app } of running) {
    const before = await app.usage();
    await signInMany(app, signIns / rounds);
    const after = await app.usage();
    const result = results.get(name);
    result?.cpu.push((after.cpuMilliseconds - before.cpuMilliseconds) / (signIns / rounds));
    if (result) result.megabytes = after.residentBytes / 1e6;
  }
for (const { name, app } of running) {
  const result = results.get(name);
  if (!result) continue;
  result.signedOut = await app.visit(500, '');
  result.signedIn = await app.visit(500, await app.signIn());
  await app.stop();
}
await provider.close();

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const sample = results.get('sample');
console.log(
  `${signIns} complete sign-ins each, in ${rounds} rounds by turns, Node ${process.versions.node}\n`,
);
console.log(
  '| | CPU per sign-in | sample ÷ this | memory | sample ÷ this | page signed in ÷ without session |',
);
console.log('|-|-|-|-|-|-|');
for (const [name, { cpu, megabytes, signedIn, signedOut }] of results) {
  const each = median(cpu);
  const ratio = (ours: number, theirs: number) => (ours / theirs).toFixed(2);
  console.log(
    `| ${name} | ${each.toFixed(2)} ms | ${ratio(median(sample?.cpu ?? []), each)} | ${megabytes.toFixed(0)} MB | ${ratio(sample?.megabytes ?? 0, megabytes)} | ${ratio(signedIn, signedOut)} |`,
  );
}
