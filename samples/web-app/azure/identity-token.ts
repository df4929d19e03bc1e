/*
 * Azure App Service hands out a managed identity's token at a local address. This
 * fetches it into FEDERATED_TOKEN_FILE before the app starts, and again every five
 * minutes. Start the app with: node --import ./azure/identity-token.ts app.ts
 */
import { renameSync, writeFileSync } from 'node:fs';

const { IDENTITY_ENDPOINT, IDENTITY_HEADER, IDENTITY_CLIENT_ID, FEDERATED_TOKEN_FILE } =
  process.env;
if (!IDENTITY_ENDPOINT || !IDENTITY_HEADER)
  throw new Error('This app has no managed identity: assign one to it in App Service.');
if (!IDENTITY_CLIENT_ID || !FEDERATED_TOKEN_FILE)
  throw new Error('Set IDENTITY_CLIENT_ID and FEDERATED_TOKEN_FILE in the app settings.');

const address = new URL(IDENTITY_ENDPOINT);
address.searchParams.set('api-version', '2019-08-01');
address.searchParams.set('resource', 'api://AzureADTokenExchange');
address.searchParams.set('client_id', IDENTITY_CLIENT_ID);
const headers = { 'x-identity-header': IDENTITY_HEADER };

async function fetchToken(file: string): Promise<void> {
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`App Service returned ${response.status} for the identity.`);
  const { access_token: token } = await response.json();
  // Renamed into place, so the app never reads half a token.
  writeFileSync(`${file}.new`, token, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

await fetchToken(FEDERATED_TOKEN_FILE);
setInterval(() => {
  fetchToken(FEDERATED_TOKEN_FILE).catch((error) => console.error(String(error)));
}, 5 * 60_000).unref();
