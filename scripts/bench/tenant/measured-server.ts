import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HttpBrowser } from '../../../tests/http-browser.ts';
import { trust } from '../../../tests/practice-tenant/running-tenant.ts';
import { type AddressBook, account, addressBook, redirectUri, scope } from './address-book.ts';

const usageSchema = z.object({
  cpuMilliseconds: z.number(),
  residentBytes: z.number(),
  heapBytes: z.number(),
});
export type Usage = z.infer<typeof usageSchema>;

const tokensSchema = z.looseObject({
  access_token: z.string().startsWith('eyJ'),
  id_token: z.string(),
  refresh_token: z.string(),
});
const verifier = 'a-verifier-that-is-the-same-in-every-sign-in-of-the-benchmark';
const challenge = createHash('sha256').update(verifier).digest('base64url');
const atOnce = 16;

/** An identity provider in a process of its own, at which many users sign in. */
export class MeasuredServer {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #addresses: AddressBook;

  private constructor(name: string, child: ChildProcess, folder: string, addresses: AddressBook) {
    this.name = name;
    this.#child = child;
    this.#folder = folder;
    this.#addresses = addresses;
  }

  static async start(name: string, file: string): Promise<MeasuredServer> {
    const folder = mkdtempSync(join(tmpdir(), 'bench-tenant-'));
    const usage = new URL('../auth/report-usage.mjs', import.meta.url).href;
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      cwd: folder,
      execArgv: ['--no-warnings', '--expose-gc', '--import', usage],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const [announced] = await once(child, 'message');
    const addresses = addressBook.parse(announced);
    trust(addresses.caCertificate);
    return new MeasuredServer(name, child, folder, addresses);
  }

  /** Its process, for a profiler. */
  get processId(): number | undefined {
    return this.#child.pid;
  }

  /** What the process has used so far, after a collection of garbage. */
  async usage(): Promise<Usage> {
    const answer = once(this.#child, 'message');
    this.#child.send('usage');
    return usageSchema.parse((await answer)[0]);
  }

  /** Authorize, account, code, tokens: in a browser of its own. */
  async signIn(): Promise<void> {
    const { authorizationEndpoint, tokenEndpoint, clientId, clientSecret } = this.#addresses;
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      state: 'state',
      nonce: 'nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const browser = new HttpBrowser({ stopAt: redirectUri });
    const picker = await browser.open(`${authorizationEndpoint}?${query}`);
    const back = await browser.press(picker, account);
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'authorization_code',
        code: new URL(back.url).searchParams.get('code') ?? '',
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${this.name}: ${text}`);
    tokensSchema.parse(JSON.parse(text));
  }

  async signInMany(times: number): Promise<void> {
    let left = times;
    const one = async (): Promise<void> => {
      while (left-- > 0) await this.signIn();
    };
    await Promise.all(Array.from({ length: atOnce }, one));
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
