import { createHash } from 'node:crypto';
import { vi } from 'vitest';
import { z } from 'zod';
import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import type { PageInstructions } from '../../errors/page-instructions.ts';
import { HttpBrowser, type Page } from '../../http-browser.ts';
import { redirectUri, tenantIds, webAppSecret } from '../msal-app.ts';
import type { RunningTenant } from '../running-tenant.ts';
import { type Answer, answerIn, answerTo, appOrigin } from './answer.ts';

type Fields = Readonly<Record<string, string>>;
/** Buttons to press, in order, each with what to fill in before. */
export type Press = readonly (string | readonly [button: string, fields: Record<string, string>])[];

const usualFlow = 'B2C_1_signupsignin';
const domains: Readonly<Record<TenantType, string>> = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': 'adatum.onmicrosoft.com',
  b2c: 'fabrikam.onmicrosoft.com',
};
export const tasksApp = {
  client_id: clientIds.tasksApi,
  client_secret: 'practice~tasks-api~not-a-real-secret',
};
export const appThatNeedsConsent = {
  client_id: clientIds.needsConsent,
  client_secret: 'practice~needs-consent~not-a-real-secret',
};
export const appForAnyAccount = {
  client_id: clientIds.anyAccount,
  client_secret: 'practice~any-account~not-a-real-secret',
};
export const webApp = { client_id: clientIds.webApp, client_secret: webAppSecret };
/** With another last character. */
export const mistyped = (text: string): string =>
  text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
export const nonce = 'the-nonce';
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string().optional(),
});

/** A reader who follows an error's page, with the practice tenant of one type in front of them. */
export class Reader {
  readonly #tenant: RunningTenant;
  readonly type: TenantType;
  readonly page: PageInstructions;
  readonly browser = new HttpBrowser({ stopAt: appOrigin });

  constructor(tenant: RunningTenant, type: TenantType, page: PageInstructions) {
    this.#tenant = tenant;
    this.type = type;
    this.page = page;
  }

  /** Of the app's own API; B2C forms its name from the domain. */
  get tasksScope(): string {
    const uri =
      this.type === 'b2c' ? `https://${domains.b2c}/tasks-api` : `api://${clientIds.tasksApi}`;
    return `${uri}/Tasks.Read`;
  }

  get #backOrigin(): string {
    const { origin, customDomainOrigin } = this.#tenant;
    return this.type === 'external-id-custom-domain' ? customDomainOrigin : origin;
  }

  #authority(userFlow = usualFlow): string {
    return `${domains[this.type]}${this.type === 'b2c' ? `/${userFlow}` : ''}`;
  }

  #path(userFlow = usualFlow): string {
    return `/${this.#authority(userFlow)}/oauth2/v2.0`;
  }

  /** An address as a page gives it, at this tenant. */
  #here({ pathname, search }: URL): string {
    const path = pathname.replace(domains['entra-id'], this.#authority());
    return this.#tenant.frontOrigin + path + search;
  }

  /** The request that an app with these settings sends the browser with. */
  #signInAddress(settings: Fields, changes: Fields): string {
    const scope = settings['SCOPE'] ?? (this.type === 'b2c' ? this.tasksScope : 'User.Read');
    const query = new URLSearchParams({
      client_id: settings['CLIENT_ID'] ?? webApp.client_id,
      redirect_uri: settings['REDIRECT_URI'] ?? redirectUri,
      response_type: 'code',
      scope: `openid profile offline_access ${scope}`,
      state: 'the-state',
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    });
    const flow = settings['SIGNUPSIGNIN_USER_FLOW'];
    return `${this.#tenant.frontOrigin}${this.#path(flow)}/authorize?${query}`;
  }

  async #open(address: string, press: Press): Promise<Page> {
    let page = await this.browser.open(address);
    for (const step of press) {
      const [button, fields] = typeof step === 'string' ? [step, {}] : step;
      page = await this.browser.press(page, button, fields);
    }
    return page;
  }

  /** Opens the address that the page gives, with what its sentences change. */
  async openAddress(press: Press = [], changes: Fields = {}): Promise<Answer> {
    const address = this.page.address();
    for (const [name, value] of Object.entries(changes)) address.searchParams.set(name, value);
    return answerIn(await this.#open(this.#here(address), press));
  }

  /** Signs in with an app whose `.env` says what the page tells to change. */
  async signIn(
    press: Press = ['Alex Rivera'],
    changes: Fields = {},
    settings: Fields = this.page.settings,
  ): Promise<Answer> {
    return answerIn(await this.#open(this.#signInAddress(settings, changes), press));
  }

  /** The same at another user flow. */
  async visitUserFlow(flow: string, press: Press): Promise<Answer> {
    return this.signIn(press, {}, { ...this.page.settings, SIGNUPSIGNIN_USER_FLOW: flow });
  }

  /** What an app needs to redeem the code that came back; changes win, undefined leaves one out. */
  async redeem(
    back: Answer,
    changes: Readonly<Record<string, string | undefined>> = {},
    { headers = {}, userFlow }: { headers?: Fields; userFlow?: string } = {},
  ): Promise<Answer> {
    const code = back.to === 'app' ? back.parameters['code'] : undefined;
    if (code === undefined) throw new Error(`No code came back: ${JSON.stringify(back)}`);
    const fields = {
      ...webApp,
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    };
    return this.token(fields, { headers, ...(userFlow === undefined ? {} : { userFlow }) });
  }

  async token(
    fields: Readonly<Record<string, string | undefined>>,
    {
      headers = {},
      userFlow = usualFlow,
      endpoint = 'token',
    }: { headers?: Fields; userFlow?: string; endpoint?: 'token' | 'devicecode' } = {},
  ): Promise<Answer> {
    const sent = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const body = new URLSearchParams(sent);
    const address = `${this.#backOrigin}${this.#path(userFlow)}/${endpoint}`;
    return answerTo(await fetch(address, { method: 'POST', headers, body }));
  }

  async tokenAtCommon(fields: Fields): Promise<Answer> {
    const address = `${this.#backOrigin}/common/oauth2/v2.0/token`;
    return answerTo(await fetch(address, { method: 'POST', body: new URLSearchParams(fields) }));
  }

  async getTokenEndpoint(): Promise<Answer> {
    return answerTo(await fetch(this.tokenEndpoint));
  }

  /** The metadata of an authority whose tenant ID has another first digit. */
  async metadataOfWrongTenant(): Promise<Answer> {
    return this.metadataOfTenant(tenantIds[this.type].replace('0', '1'));
  }

  /** The metadata of an authority that names this tenant. */
  async metadataOfTenant(name: string): Promise<Answer> {
    const path = `/${encodeURIComponent(name)}/v2.0/.well-known/openid-configuration`;
    return answerTo(await fetch(this.#backOrigin + path));
  }

  tokens(answer: Answer) {
    const { data } = tokens.safeParse(answer.to === 'program' ? answer.json : undefined);
    if (data === undefined) throw new Error(`No tokens: ${JSON.stringify(answer)}`);
    return data;
  }

  /** The tokens of a user who signs in to an app that asks for the scope. */
  async signedIn(scope?: string, press: Press = ['Alex Rivera']) {
    const settings = { ...this.page.settings, ...(scope === undefined ? {} : { SCOPE: scope }) };
    return this.tokens(await this.redeem(await this.signIn(press, {}, settings)));
  }

  renew(refreshToken: string | undefined, changes: Fields = {}): Promise<Answer> {
    const refresh_token = refreshToken ?? '';
    return this.token({ ...webApp, grant_type: 'refresh_token', refresh_token, ...changes });
  }

  /** The claims that the API asks for on top of those of this token. */
  async claimsChallenge(accessToken: string): Promise<string> {
    const { headers } = await fetch(`${this.#tenant.origin}/tasks-api/private-tasks`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const encoded = /claims="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')?.[1];
    if (encoded === undefined) throw new Error('The API asked for no claims.');
    return Buffer.from(encoded, 'base64').toString();
  }

  /** Presses a button on the desk's page of the Practice web app, or of another app. */
  async atDesk(
    button: string,
    fields: Record<string, string> = {},
    { client_id: clientId }: Fields & { client_id: string } = webApp,
  ): Promise<void> {
    const path = `/desk/${this.type}/registrations/${clientId}`;
    const desk = await this.browser.open(this.#tenant.frontOrigin + path);
    const { status } = await this.browser.press(desk, button, fields);
    if (status !== 200) throw new Error(`The desk answered ${status} to "${button}".`);
  }

  /** Changes members of the Practice web app with the admin API. */
  async changeRegistration(members: Readonly<Record<string, unknown>>): Promise<void> {
    const path = `/admin/v1/tenants/${this.type}/registrations/${webApp.client_id}`;
    const { status } = await fetch(this.#tenant.frontOrigin + path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(members),
    });
    if (status !== 200) throw new Error(`The admin API answered ${status}.`);
  }

  async deleteUser(name: string): Promise<void> {
    const directory = this.#tenant.directory(this.type);
    const user = (await directory.users()).find((each) => each.name === name);
    if (user === undefined) throw new Error(`${name} isn’t a user of ${this.type}.`);
    await directory.removeUser(user.objectId);
  }

  /** Ticks both boxes under "Implicit grant and hybrid flows" of the Practice web app. */
  async allowImplicitFlows(): Promise<void> {
    const path = `/desk/${this.type}/registrations/${webApp.client_id}`;
    const desk = this.#tenant.frontOrigin + path;
    const boxes = { 'implicit-access-tokens': 'yes', 'implicit-id-tokens': 'yes' };
    const form = { do: 'authentication', 'redirect-uris': redirectUri, ...boxes };
    const { status } = await this.browser.post(desk, form, desk);
    if (status !== 200) throw new Error(`The desk answered ${status}.`);
  }

  async switchOn(): Promise<void> {
    await this.atDesk(`Switch on ${this.page.fault}`);
  }

  /** The same for a setting of the tenant. */
  async switchOnSetting(): Promise<void> {
    const desk = await this.browser.open(`${this.#tenant.frontOrigin}/desk/${this.type}`);
    await this.browser.press(desk, `Switch on ${this.page.fault}`);
  }

  /** Every clock of this process goes forward. */
  wait(minutes: number): void {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
  }

  get tokenEndpoint(): string {
    return `${this.#backOrigin}${this.#path()}/token`;
  }

  get graphMe(): string {
    return `${this.#tenant.origin}/graph/v1.0/me`;
  }

  get discovery(): string {
    const path = this.#path().replace('/oauth2/', '/');
    return `${this.#backOrigin}${path}/.well-known/openid-configuration`;
  }
}
