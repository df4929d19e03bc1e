import { mock } from 'node:test';
import { z } from 'zod';
import type { ModuleLog } from '../module-log.ts';
import { ProviderBrowser } from './provider-browser.ts';

/** A registered client, as the suite is configured with it. */
export interface TestClient {
  id: string;
  secret: string;
  redirectUri: string;
}

const strings = z.array(z.string()).optional();

/** The members of the metadata document that the modules read. */
const serverMetadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string().optional(),
  jwks_uri: z.string(),
  scopes_supported: strings,
  grant_types_supported: strings,
  acr_values_supported: strings,
  request_object_signing_alg_values_supported: strings,
  token_endpoint_auth_methods_supported: strings,
});
export type ServerMetadata = z.infer<typeof serverMetadata>;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
export type ServerKeys = z.infer<typeof keySet>;

/** Where one module runs: a provider that it has read about, two clients, and a browser. */
export interface Setting {
  log: ModuleLog;
  discoveryUrl: string;
  document: Response;
  server: ServerMetadata;
  keys: ServerKeys;
  clients: readonly [TestClient, TestClient];
  browser: ProviderBrowser;
  /** Moves the clock, where the suite waits. */
  later: (seconds: number) => void;
}

export interface ProviderUnderTest {
  discoveryUrl: string;
  clients: readonly [TestClient, TestClient];
  /** Who signs in: the account's button, and the password where it's asked for. */
  user: { button: string; password: string; username: string };
}

/** Runs one module with a clock of its own. */
export async function inSetting(
  { discoveryUrl, clients, user }: ProviderUnderTest,
  log: ModuleLog,
  module: (setting: Setting) => Promise<void>,
): Promise<void> {
  mock.timers.enable({ apis: ['Date'], now: Date.now() });
  try {
    await log.run(async () => {
      const document = await fetch(discoveryUrl);
      const server = serverMetadata.parse(await document.json());
      const keys = keySet.parse(await (await fetch(server.jwks_uri)).json());
      const browser = new ProviderBrowser(user, clients[0].redirectUri);
      const later = (seconds: number) => mock.timers.setTime(Date.now() + seconds * 1000);
      await module({ log, discoveryUrl, document, server, keys, clients, browser, later });
    });
  } finally {
    mock.timers.reset();
  }
}
