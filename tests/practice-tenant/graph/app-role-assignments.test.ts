import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { groupIds } from '../../../src/practice-tenant/directory/groups.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, attempt, errorNumber, msalApp, tenantIds } from '../msal-app.ts';
import { register, renewed, signIn } from '../plain-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, graphAppId, graphFor } from './graph-client.ts';
import { type RegisteringClient, redirectUri, registeringClient } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

const sam = '0a0a0a0a-0000-4000-8000-000000000002';
const noRole = '00000000-0000-0000-0000-000000000000';
const reviewer = {
  id: '6f0c4a6e-0000-4000-8000-000000000003',
  value: 'Reviewer',
  displayName: 'Reviewer',
  description: 'Reviews',
  allowedMemberTypes: ['User'],
};

const tasksApi = '33333333-3333-4333-8333-333333333333';
const rolesOf = (principal: Record<string, unknown>) =>
  z
    .array(z.object({ id: z.string(), value: z.string(), allowedMemberTypes: z.array(z.string()) }))
    .parse(principal['appRoles']);

/** An app that users can sign in to without being asked for consent. */
async function signInApp(body: object = {}) {
  const { id, appId } = await graph.create({ web: { redirectUris: [redirectUri] }, ...body });
  const secret = await graph.post(`/v1.0/applications/${id}/addPassword`);
  const principal = await graph.createPrincipal(appId);
  const resource = await graph.servicePrincipal(graphAppId);
  await graph.post('/v1.0/oauth2PermissionGrants', {
    clientId: principal['id'],
    consentType: 'AllPrincipals',
    resourceId: resource['id'],
    scope: 'openid profile offline_access User.Read',
  });
  const msal = msalApp(tenant, 'entra-id', {
    clientId: String(appId),
    credential: { clientSecret: String(secret.json['secretText']) },
  });
  const signIn = (who: string) => attempt(msal, { press: [who] });
  return { principalId: String(principal['id']), signIn };
}

describe('a group', () => {
  test('gives a role to its members, whose tokens have it while it is assigned', async () => {
    const { principalId, signIn } = await signInApp({ appRoles: [reviewer] });
    const body = { principalId: groupIds.staff, resourceId: principalId, appRoleId: reviewer.id };
    const path = `/v1.0/groups/${groupIds.staff}/appRoleAssignments`;
    const assigned = await graph.post(path, body);
    expect(errorOf(assigned)).toBe('201');
    expect(assigned.json).toMatchObject({
      ...body,
      '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#groups('${groupIds.staff}')/appRoleAssignments/$entity`,
      principalType: 'Group',
      principalDisplayName: 'Staff',
      resourceDisplayName: 'Made by test',
    });
    const { id } = assigned.json;
    const reader = await graphFor(tenant, ['Directory.Read.All']);
    expect(entriesOf(await reader(path))).toEqual([expect.objectContaining({ id })]);
    expect((await reader(`${path}/${id}`)).json).toMatchObject(body);
    const atApi = `/v1.0/servicePrincipals/${principalId}/appRoleAssignedTo`;
    expect(entriesOf(await graph(atApi))).toEqual([expect.objectContaining({ id })]);
    expect((await graph(`${atApi}/${id}`)).json).toMatchObject(body);
    // The assignment is the group's, not its members'.
    expect(entriesOf(await reader(`/v1.0/users/${sam}/appRoleAssignments`))).toEqual([]);

    const rolesFor = async (who: string) =>
      decodeJwt((await (await signIn(who)).redeem()).idToken)['roles'];
    expect(await rolesFor('Sam Okafor')).toEqual(['Reviewer']);
    expect(await rolesFor('Noor Haddad')).toBeUndefined();
    expect((await graph.delete(`${path}/${id}`)).status).toBe(204);
    expect(await rolesFor('Sam Okafor')).toBeUndefined();
  });

  test('gives a role of an API, which access tokens for it have', async () => {
    const tasks = await graph.servicePrincipal(tasksApi);
    const [role] = rolesOf(tasks).filter(({ allowedMemberTypes }) =>
      allowedMemberTypes.includes('User'),
    );
    const assigned = await graph.post(`/v1.0/groups/${groupIds.staff}/appRoleAssignments`, {
      principalId: groupIds.staff,
      resourceId: tasks['id'],
      appRoleId: role?.id,
    });
    expect(errorOf(assigned)).toBe('201');
    const scopes = [`api://${tasksApi}/Tasks.Read`];
    const press = ['Sam Okafor', 'Accept'];
    const signIn = await attempt(msalApp(tenant, 'entra-id'), { scopes, press });
    const { accessToken } = await signIn.redeem();
    expect(decodeJwt(accessToken)['roles']).toContain(role?.value);
  });
});

describe('an app that requires assignment', () => {
  test('signs in nobody but those who are assigned, themselves or with a group', async () => {
    const { principalId, signIn } = await signInApp();
    const principal = `/v1.0/servicePrincipals/${principalId}`;
    expect((await graph(principal)).json['appRoleAssignmentRequired']).toBe(false);
    const required = { appRoleAssignmentRequired: true };
    expect((await graph.patch(principal, required)).status).toBe(204);
    expect((await graph(principal)).json).toMatchObject(required);
    const codeFor = async (who: string) => errorNumber((await signIn(who)).redeem());
    const refusalOf = async (who: string) => {
      const { answer, page } = await signIn(who);
      return answer['error_description'] ?? page.text;
    };
    expect(await refusalOf('Sam Okafor')).toContain('AADSTS50105');

    const assign = (principalId_: string) =>
      graph.post(`${principal}/appRoleAssignedTo`, {
        principalId: principalId_,
        resourceId: principalId,
        appRoleId: noRole,
      });
    const ofSam = await assign(sam);
    expect(errorOf(ofSam)).toBe('201');
    expect(ofSam.json).toMatchObject({ appRoleId: noRole, principalType: 'User' });
    expect(errorOf(await assign(sam))).toBe(
      '400 Request_BadRequest: Permission being assigned already exists on the object',
    );
    expect(await codeFor('Sam Okafor')).toBe('no error');
    expect(await refusalOf('Mira Lindqvist')).toContain('AADSTS50105');

    expect(
      (await graph.delete(`/v1.0/users/${sam}/appRoleAssignments/${ofSam.json['id']}`)).status,
    ).toBe(204);
    expect(await refusalOf('Sam Okafor')).toContain('AADSTS50105');
    expect(errorOf(await assign(groupIds.staff))).toBe('201');
    expect(await codeFor('Sam Okafor')).toBe('no error');
  });

  test('refuses a password of those who are not, too', async () => {
    const directory = tenant.directory('entra-id');
    const app = await directory.registration(clientIds.webApp);
    if (app === undefined) throw new Error('The Practice web app is missing.');
    await directory.saveRegistration({ ...app, assignmentRequired: true });
    const signedIn = () =>
      msalApp(tenant, 'entra-id').acquireTokenByUsernamePassword({
        scopes: ['User.Read'],
        username: 'mira@contoso.onmicrosoft.com',
        password: 'practice',
      });
    expect(await errorNumber(signedIn())).toBe('AADSTS50105');
    const mira = await directory.userNamed('mira@contoso.onmicrosoft.com');
    if (mira === undefined) throw new Error('Mira is missing.');
    await directory.saveUser({ ...mira, assignedTo: [clientIds.webApp] });
    expect(await errorNumber(signedIn())).toBe('no error');
  });

  test('renews nothing for those who no longer are, and tells a silent request to show pages', async () => {
    const directory = tenant.directory('entra-id');
    const require = (assignmentRequired: boolean) =>
      register(tenant, 'entra-id', clientIds.webApp, { assignmentRequired });
    await require(false);
    const account = (await directory.users()).find(({ name }) => name === 'Sam Okafor');
    if (account === undefined) throw new Error('Sam is missing.');
    const browser = appBrowser();
    const scope = 'openid offline_access User.Read';
    const tokens = await signIn(tenant, 'entra-id', { scope, user: 'Sam Okafor', browser });
    await require(true);
    expect(await renewed(tenant, 'entra-id', tokens)).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50105],
    });
    const silent = { scope, browser, query: { prompt: 'none' } };
    expect(await signIn(tenant, 'entra-id', silent)).toMatchObject({
      error: 'interaction_required',
      error_description: expect.stringMatching(/^AADSTS50105: /),
    });
    await directory.saveUser({ ...account, assignedTo: [clientIds.webApp] });
    expect(await renewed(tenant, 'entra-id', tokens)).toHaveProperty('access_token');
    expect(await signIn(tenant, 'entra-id', silent)).toHaveProperty('access_token');
  });

  test('lets administrators in without one, and nobody else consent to it', async () => {
    await register(tenant, 'entra-id', clientIds.webApp, { assignmentRequired: false });
    const directory = tenant.directory('entra-id');
    const needs = await directory.registration(clientIds.needsConsent);
    const account = await directory.userNamed('mira@contoso.onmicrosoft.com');
    if (needs === undefined || account === undefined) throw new Error('The seed is missing.');
    const adminConsent: string[] = [];
    await directory.saveRegistration({ ...needs, adminConsent, assignmentRequired: true });
    await directory.saveUser({ ...account, assignedTo: [clientIds.needsConsent] });
    const query = { client_id: clientIds.needsConsent };
    const pageFor = async (user: string) => {
      const browser = appBrowser();
      const base = `${tenant.origin}/${tenantIds['entra-id']}/oauth2/v2.0/authorize`;
      const parameters = { response_type: 'code', scope: 'openid User.Read', ...query };
      const page = await browser.open(`${base}?${new URLSearchParams(parameters)}`);
      return { browser, page: await browser.press(page, user) };
    };
    const { browser, page } = await pageFor('Mira Lindqvist');
    expect(page.text).not.toContain('Accept');
    const insisting = await browser.post(page.url, { do: 'accept' });
    expect(new URL(insisting.url).searchParams.get('code')).toBeNull();
    expect((await pageFor('Alex Rivera')).page.text).toContain('Accept');
  });

  test('can be created as one', async () => {
    const { appId } = await graph.create();
    const body = { appId, appRoleAssignmentRequired: true };
    const { json } = await graph.post('/v1.0/servicePrincipals', body);
    expect(json).toMatchObject(body);
  });

  test('has to name a role if it defines any', async () => {
    const { principalId } = await signInApp({ appRoles: [reviewer] });
    const body = { principalId: sam, resourceId: principalId, appRoleId: noRole };
    expect(errorOf(await graph.post(`/v1.0/users/${sam}/appRoleAssignments`, body))).toBe(
      '400 Request_BadRequest: Permission being assigned was not found on application',
    );
  });
});
