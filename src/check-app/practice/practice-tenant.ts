import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isLoopback } from '../../../samples/web-app/server/loopback.ts';
import { exchange } from '../http/exchange.ts';
import { CannotCheck } from '../verdicts/failures.ts';

const addressesSchema = z.object({
  front: z.url(),
  apps: z.url(),
  customDomainApps: z.url(),
});

const indexSchema = z.object({
  tenants: z.array(
    z.object({
      key: z.string(),
      id: z.string(),
      domain: z.string(),
      registrations: z.array(
        z.object({
          clientId: z.string(),
          name: z.string(),
          redirectUris: z.array(z.string()),
          secret: z.string().optional(),
        }),
      ),
    }),
  ),
  faults: z.record(z.string(), z.string()),
});
type Index = z.infer<typeof indexSchema>;
export type TenantOfPractice = Index['tenants'][number];

const seenSchema = z.array(
  z.object({
    at: z.number(),
    endpoint: z.enum(['token', 'elsewhere']),
    fields: z.array(z.string()),
    grantType: z.string().optional(),
    issued: z.array(z.string()),
    readWhole: z.boolean().optional(),
  }),
);
export type Seen = z.infer<typeof seenSchema>[number];

/** A user that is made for one run, and removed with it. */
export interface RunUser {
  tenant: string;
  username: string;
  name: string;
  password: string;
  /** Part of the name and the username that no page has by chance. */
  mark: string;
}

const faultsSchema = z.array(z.object({ clientId: z.string(), fault: z.string() }));
const refusalSchema = z.object({ error: z.string() });

const milliseconds = 15_000;

/** A running practice tenant, through its admin API. */
export class PracticeTenant {
  readonly #front: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #origins: ReadonlySet<string>;
  #index: Index;

  private constructor(
    front: string,
    headers: Readonly<Record<string, string>>,
    origins: ReadonlySet<string>,
    index: Index,
  ) {
    this.#front = front;
    this.#headers = headers;
    this.#origins = origins;
    this.#index = index;
  }

  /**
   * @param front where its pages are
   * @param adminKey if it was started with one
   * @throws CannotCheck when no practice tenant is there, or its admin API refuses
   */
  static async at(front: string, adminKey?: string): Promise<PracticeTenant> {
    const headers: Record<string, string> =
      adminKey === undefined ? {} : { authorization: `Bearer ${adminKey}` };
    const given = originGiven(front);
    if (!isLoopback(given)) throw notHere(given);
    const addresses = addressesSchema.safeParse(await jsonAt(`${given}/addresses.json`, {})).data;
    if (addresses === undefined) throw notThere(given);
    const customDomainPages = new URL(addresses.front);
    customDomainPages.hostname = 'login.woodgrove.localhost';
    const origins = [
      addresses.front,
      addresses.apps,
      addresses.customDomainApps,
      customDomainPages.origin,
    ];
    const index = indexSchema.parse(await jsonAt(`${addresses.front}/admin/v1`, headers));
    return new PracticeTenant(addresses.front, headers, new Set(origins.map(originOf)), index);
  }

  get front(): string {
    return this.#front;
  }

  /** Whether an address is the practice tenant's. */
  isHere = (url: URL): boolean =>
    this.#origins.has(url.origin) || isLoopbackName(url, this.#origins);

  /** Whether an address starts a sign-in. */
  isAuthorize = (url: URL): boolean => this.isHere(url) && /\/authorize$/i.test(url.pathname);

  /** The tenant whose authorize address this is; of an authority for several, the one with most accounts. */
  tenantAt(url: URL): TenantOfPractice {
    const named = url.pathname.split('/').map((part) => part.toLowerCase());
    const { tenants } = this.#index;
    const found =
      tenants.find(({ id, domain }) => named.includes(id) || named.includes(domain)) ??
      tenants.find(({ key }) => key === (named.includes('consumers') ? 'personal' : 'entra-id'));
    if (found === undefined) throw new CannotCheck(`No tenant is at ${url.origin}${url.pathname}.`);
    return found;
  }

  /** The app registration that an authorize address names. */
  registrationAt(url: URL): TenantOfPractice['registrations'][number] | undefined {
    const clientId = url.searchParams.get('client_id')?.toLowerCase();
    const all = this.#index.tenants.flatMap(({ registrations }) => registrations);
    return all.find((each) => each.clientId.toLowerCase() === clientId);
  }

  async makeUser(tenant: TenantOfPractice, more: Record<string, unknown> = {}): Promise<RunUser> {
    const mark = `v${randomBytes(5).toString('hex')}`;
    const made = {
      username: `${mark}@${tenant.domain}`,
      name: `Visitor ${mark}`,
      password: randomBytes(12).toString('base64url'),
    };
    await this.#send('POST', `tenants/${tenant.key}/users`, { ...made, ...more });
    return { ...made, ...more, tenant: tenant.key, mark };
  }

  removeUser = ({ tenant, username }: RunUser): Promise<void> =>
    this.#send('DELETE', `tenants/${tenant}/users/${encodeURIComponent(username)}`);

  /** What the app sent and got in a watched sign-in. */
  async seen(attempt: string): Promise<Seen[]> {
    return seenSchema.parse(
      await jsonAt(`${this.#front}/admin/v1/attempts/${attempt}`, this.#headers),
    );
  }

  /** Whether someone has switched a fault on. */
  async isOn({ key }: TenantOfPractice, clientId: string, fault: string): Promise<boolean> {
    const listed = await jsonAt(`${this.#front}/admin/v1/tenants/${key}/faults`, this.#headers);
    return faultsSchema
      .parse(listed)
      .some((each) => each.clientId === clientId && each.fault === fault);
  }

  async #send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<void> {
    const { status, text } = await exchange(
      {
        method,
        url: new URL(`${this.#front}/admin/v1/${path}`),
        headers: { 'content-type': 'application/json', ...this.#headers },
        ...(body && { body: JSON.stringify(body) }),
      },
      milliseconds,
    );
    if (status >= 400)
      throw new CannotCheck(`The practice tenant refused a request (${status}): ${text.trim()}`);
  }
}

function originGiven(front: string): string {
  const url = URL.parse(front);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  throw new CannotCheck(
    `“${front}” isn’t an address. Name the practice tenant’s with its scheme, such as http://127.0.0.1:8400.`,
  );
}

const originOf = (address: string): string => new URL(address).origin;

/** 127.0.0.1 and localhost lead to the same listener. */
const isLoopbackName = ({ hostname, port }: URL, origins: ReadonlySet<string>): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname) &&
  [...origins].some((origin) => new URL(origin).port === port);

async function jsonAt(
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<unknown> {
  try {
    const asked = {
      method: 'GET',
      url: new URL(address),
      headers: { accept: 'application/json', ...headers },
    };
    const { status, text } = await exchange(asked, milliseconds);
    const body: unknown = JSON.parse(text);
    const { data: refusal } = refusalSchema.safeParse(body);
    if (status >= 400 && refusal !== undefined) throw new CannotCheck(refusal.error);
    return body;
  } catch (error) {
    if (error instanceof CannotCheck) throw error;
    throw notThere(new URL(address).origin);
  }
}

const notHere = (origin: string): CannotCheck =>
  new CannotCheck(
    `The practice tenant at ${origin} isn’t on this machine, and no other can be used. Start one here with npm run practice-tenant, register your app there, and start it with those values.`,
  );

const notThere = (origin: string): CannotCheck =>
  new CannotCheck(
    `No practice tenant is at ${origin}. Start one with npm start or npm run practice-tenant, or name its address with --practice-tenant.`,
  );
