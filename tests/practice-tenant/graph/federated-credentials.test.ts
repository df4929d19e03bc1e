import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorNumber, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf } from './graph-client.ts';
import { type RegisteringClient, registeringClient } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

describe('federated credentials', () => {
  test('let an app in whose issuer publishes its keys', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' };
    let issuer = '';
    const server = createServer((request, response) => {
      const isMetadata = request.url?.endsWith('/.well-known/openid-configuration');
      const body = isMetadata ? { jwks_uri: `${issuer}/keys` } : { keys: [jwk] };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    issuer = `http://127.0.0.1:${address.port}`;

    const { id, appId } = await graph.create();
    await graph.post('/v1.0/servicePrincipals', { appId });
    const credential = {
      name: 'from-ci',
      issuer,
      subject: 'repo:contoso/app:ref:refs/heads/main',
      audiences: ['api://AzureADTokenExchange'],
    };
    const path = `/v1.0/applications/${id}/federatedIdentityCredentials`;
    const added = await graph.post(path, credential);
    expect(added.status).toBe(201);
    expect(added.json).toEqual({
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#applications('${id}')/federatedIdentityCredentials/$entity`,
      id: expect.any(String),
      description: null,
      ...credential,
    });
    expect(errorOf(await graph.post(path, credential))).toBe(
      '409 Request_MultipleObjectsWithSameKeyValue: FederatedIdentityCredential with name from-ci already exists.',
    );
    expect(errorOf(await graph.post(path, { ...credential, name: 'again' }))).toBe(
      `400 InvalidFederatedIdentityCredentialValue: The combination of issuer and subject must be unique for the application. Issuer ${issuer} and Subject: ${credential.subject} already exist. paramName: FederatedIdentityCredential.Subject, paramValue: ${credential.subject}, objectType: Microsoft.Online.DirectoryServices.Application`,
    );
    const assertion = () =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(issuer)
        .setSubject(credential.subject)
        .setAudience(credential.audiences)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
    const app = msalApp(tenant, 'entra-id', {
      clientId: String(appId),
      credential: { clientAssertion: assertion },
    });
    const ask = () =>
      app.acquireTokenByClientCredential({
        scopes: ['https://graph.microsoft.com/.default'],
        skipCache: true,
      });
    expect((await ask())?.accessToken).toEqual(expect.any(String));
    // Changed to another subject and back, the credential lets the same tokens in.
    const at = `${path}/${added.json['id']}`;
    const subject = 'repo:contoso/app:environment:production';
    expect((await graph.patch(at, { subject, description: 'Deployments' })).status).toBe(204);
    expect((await graph(at)).json).toMatchObject({ subject, description: 'Deployments', issuer });
    expect(await errorNumber(ask())).toBe('AADSTS700213');
    expect((await graph.patch(`${path}/from-ci`, { subject: credential.subject })).status).toBe(
      204,
    );
    expect((await ask())?.accessToken).toEqual(expect.any(String));
    expect(errorOf(await graph.patch(at, { name: 'renamed' }))).toBe(
      "400 Request_BadRequest: Invalid property 'name'.",
    );
    expect((await graph.delete(at)).status).toBe(204);
    expect(await errorNumber(ask())).toBe('AADSTS700211');
    await new Promise((resolve) => server.close(resolve));
  });
});
