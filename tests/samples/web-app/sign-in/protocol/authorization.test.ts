import { describe, expect, test } from 'vitest';
import { createRelyingParty } from '../../../../../samples/web-app/sign-in/index.ts';
import { inProcess } from './in-process.ts';

const minutes = 60_000;
const staff = '0a0a0a0a-0000-4000-8000-00000000000a';
const others = '0a0a0a0a-0000-4000-8000-00000000000b';
const tokenRequests = ({ asked }: { asked: string[] }) =>
  asked.filter((path) => path.endsWith('/token')).length;

/** A user who signed in with these claims. */
async function signedIn(claims: object, setting: Parameters<typeof inProcess>[0] = {}) {
  // A session that isn't used stays alive for longer than an hour here.
  const party = inProcess({ lifetime: { idle: 4 * 3600, absolute: 8 * 3600 }, ...setting });
  const { metadata } = party.provider;
  party.provider.metadata = { ...metadata, msgraph_host: 'graph.microsoft.com' };
  party.provider.claims = claims;
  const jar = await party.signedIn();
  const authorize = (needs: { roles?: string[]; groups?: string[] }, who = jar) =>
    party.relyingParty.authorize(who.copy(), needs);
  return { ...party, jar, authorize };
}

describe('a page for users with a role', () => {
  test('is for everyone who has one of its roles', async () => {
    const { authorize } = await signedIn({ roles: ['Reader', 'Admin'] });
    expect(await authorize({ roles: ['Editor', 'Admin'] })).toMatchObject({
      name: 'Alex Rivera',
      roles: ['Reader', 'Admin'],
    });
  });

  test.each([
    ['no role', {}],
    ['another role', { roles: ['Reader'] }],
    ['a role in other letters, which is another role', { roles: ['admin'] }],
    ['a role whose name only begins alike', { roles: ['Administrator'] }],
  ])(
    'is not for a user with %s, and signing in again is not what is asked of them',
    async (_, claims) => {
      const { authorize } = await signedIn(claims);
      await expect(authorize({ roles: ['Admin'] })).rejects.toMatchObject({
        name: 'Forbidden',
        code: 'role_missing',
        status: 403,
        needed: ['Admin'],
      });
    },
  );

  test('is for no one if its list is empty', async () => {
    const { authorize } = await signedIn({ roles: ['Admin'], groups: [staff] });
    await expect(authorize({ roles: [] })).rejects.toMatchObject({ code: 'role_missing' });
    await expect(authorize({ groups: [] })).rejects.toMatchObject({ code: 'group_missing' });
  });

  test('tells customers to ask the people who run the app, because they have no organization', async () => {
    const employee = await signedIn({});
    const customer = await signedIn({}, { tenantType: 'external-id' });
    const asked = (who: typeof employee) =>
      who.authorize({ roles: ['Admin'] }).catch(({ whatToDo }) => whatToDo);
    expect(await asked(employee)).toContain('in your organization');
    expect(await asked(customer)).toBe('Ask the people who run this app for access.');
  });
});

describe('a page for members of a group', () => {
  test('is for everyone in one of its groups, whatever the case of the ID', async () => {
    const { authorize } = await signedIn({ groups: [others, staff] });
    expect(await authorize({ groups: [staff.toUpperCase()] })).toMatchObject({
      groups: [others, staff],
    });
  });

  test('is for no one else', async () => {
    const { authorize } = await signedIn({ groups: [others] });
    await expect(authorize({ groups: [staff] })).rejects.toMatchObject({
      code: 'group_missing',
      needed: [staff],
    });
  });

  test('compares names of groups, which a tenant can send instead, by their letters', async () => {
    const { authorize } = await signedIn({ groups: ['staff'] });
    await expect(authorize({ groups: ['Staff'] })).rejects.toMatchObject({ code: 'group_missing' });
    expect(await authorize({ groups: ['staff'] })).toMatchObject({ groups: ['staff'] });
  });

  test('needs a role too if both are asked for', async () => {
    const { authorize, provider } = await signedIn({ groups: [staff], roles: ['Admin'] });
    const both = { roles: ['Admin'], groups: [staff] };
    expect(await authorize(both)).toMatchObject({ name: 'Alex Rivera' });
    const withoutRole = await signedIn({ groups: [staff] });
    await expect(withoutRole.authorize(both)).rejects.toMatchObject({ code: 'role_missing' });
    const withoutGroup = await signedIn({ roles: ['Admin'] });
    await expect(withoutGroup.authorize(both)).rejects.toMatchObject({ code: 'group_missing' });
    expect(tokenRequests(provider)).toBe(1);
  });
});

describe('claims from more than an hour ago', () => {
  const onAdmin = { roles: ['Admin'] };

  test('decide nothing: a role that the user has lost stops working', async () => {
    const { authorize, relyingParty, provider, pass, jar } = await signedIn(onAdmin);
    provider.claims = { roles: [] };
    pass(59 * minutes);
    await authorize(onAdmin);
    expect(tokenRequests(provider)).toBe(1);
    pass(minutes);
    await expect(authorize(onAdmin)).rejects.toMatchObject({ code: 'role_missing' });
    expect(tokenRequests(provider)).toBe(2);
    expect(await relyingParty.user(jar)).toMatchObject({ roles: [] });
  });

  test('are renewed: a role that the user was given starts working', async () => {
    const { authorize, provider, pass } = await signedIn({});
    provider.claims = onAdmin;
    await expect(authorize(onAdmin)).rejects.toMatchObject({ code: 'role_missing' });
    pass(59 * minutes);
    await expect(authorize(onAdmin)).rejects.toMatchObject({ code: 'role_missing' });
    pass(minutes);
    expect(await authorize(onAdmin)).toMatchObject(onAdmin);
  });

  test('are renewed once for requests that come together', async () => {
    const { authorize, provider, pass } = await signedIn(onAdmin);
    pass(60 * minutes);
    await Promise.all([1, 2, 3].map(() => authorize(onAdmin)));
    expect(tokenRequests(provider)).toBe(2);
    await authorize(onAdmin);
    expect(tokenRequests(provider)).toBe(2);
  });

  test('are renewed once when two instances of the app share a store', async () => {
    const { authorize, settings, provider, pass, jar } = await signedIn(onAdmin);
    const other = createRelyingParty(settings);
    pass(60 * minutes);
    await Promise.all([authorize(onAdmin), other.authorize(jar.copy(), onAdmin)]);
    expect(tokenRequests(provider)).toBe(2);
  });

  test('are renewed together with an access token, and everything but who it is follows', async () => {
    const { authorize, relyingParty, provider, pass, jar } = await signedIn({ oid: 'object-1' });
    provider.claims = { name: 'Alex Green', roles: ['Admin'], groups: [staff], oid: 'object-2' };
    pass(40 * minutes);
    await relyingParty.accessToken(jar.copy(), ['api://tasks/Tasks.Read']);
    expect(await relyingParty.user(jar.copy())).toMatchObject({
      name: 'Alex Green',
      roles: ['Admin'],
      groups: [staff],
      objectId: 'object-1',
    });
    pass(50 * minutes);
    await authorize(onAdmin);
    expect(tokenRequests(provider)).toBe(2);
  });

  test('let no one in if the identity provider is down, and sign no one out', async () => {
    const { authorize, relyingParty, provider, pass, jar } = await signedIn(onAdmin);
    pass(60 * minutes);
    provider.beforeTokens = async () => {
      throw new Error('down');
    };
    const both = await Promise.allSettled([authorize(onAdmin), authorize(onAdmin)]);
    for (const each of both)
      expect(each).toMatchObject({ reason: { code: 'provider_unavailable', status: 503 } });
    // Requests that come together don't wait for it in turn.
    expect(tokenRequests(provider)).toBe(2);
    expect(await relyingParty.user(jar.copy())).toMatchObject(onAdmin);
    provider.beforeTokens = async () => {};
    expect(await authorize(onAdmin)).toMatchObject(onAdmin);
  });

  test('lead to a new sign-in if the identity provider refuses to renew them', async () => {
    const { authorize, provider, pass } = await signedIn(onAdmin);
    pass(60 * minutes);
    provider.tokens = {
      error: 'invalid_grant',
      error_description: 'AADSTS50173: the grant was revoked',
    };
    await expect(authorize(onAdmin)).rejects.toMatchObject({ name: 'SignInRequired', status: 401 });
  });

  test('lead to a new sign-in if the renewal brings no ID token', async () => {
    const { authorize, provider, pass } = await signedIn(onAdmin);
    pass(60 * minutes);
    provider.tokens = { id_token: undefined };
    await expect(authorize(onAdmin)).rejects.toMatchObject({ name: 'SignInRequired' });
  });

  test('are renewed in a tenant that sends no access token unless a scope asks for one', async () => {
    const { authorize, provider, pass } = await signedIn(onAdmin, {
      tenantType: 'b2c',
      userFlows: { signUpSignIn: 'B2C_1_in' },
    });
    pass(60 * minutes);
    provider.tokens = { access_token: undefined };
    expect(await authorize(onAdmin)).toMatchObject(onAdmin);
  });

  test('T15 an ID token of another person ends the session when claims are renewed', async () => {
    const { authorize, relyingParty, provider, pass, jar } = await signedIn(onAdmin);
    pass(60 * minutes);
    provider.claims = { ...onAdmin, sub: 'subject-2' };
    await expect(authorize(onAdmin)).rejects.toMatchObject({ code: 'session_user_changed' });
    expect(await relyingParty.user(jar)).toBeUndefined();
  });

  test('do not bring back a session that ended while they were renewed', async () => {
    const { authorize, relyingParty, provider, pass, jar } = await signedIn(onAdmin);
    pass(60 * minutes);
    const tab = jar.copy();
    provider.beforeTokens = async () => {
      await relyingParty.signOut(tab);
    };
    await expect(authorize(onAdmin)).rejects.toMatchObject({ name: 'SignInRequired' });
    expect(await relyingParty.user(jar)).toBeUndefined();
  });

  test('are not renewed for a page that needs only a session', async () => {
    const { relyingParty, provider, pass, jar } = await signedIn({});
    pass(60 * minutes);
    expect(await relyingParty.user(jar.copy())).toMatchObject({ name: 'Alex Rivera' });
    expect(tokenRequests(provider)).toBe(1);
  });
});

describe('the list of a user with too many groups', () => {
  const overage = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'x' } } };
  const many = Array.from(
    { length: 500 },
    (_, index) => `0a0a0a0a-0000-4000-8000-${String(index).padStart(12, '0')}`,
  );

  async function withMany(claims: object = overage) {
    const party = await signedIn(claims);
    const { provider, authorize } = party;
    const graphRequests: URL[] = [];
    let groups = many;
    provider.graph = (url) => {
      graphRequests.push(url);
      return Response.json({ value: groups.map((id) => ({ id })) });
    };
    return {
      ...party,
      graphRequests,
      authorize,
      leave(group: string) {
        groups = groups.filter((each) => each !== group);
      },
    };
  }

  test.each([
    ['_claim_names', overage],
    ['hasgroups', { hasgroups: true }],
    ['both beside some groups', { ...overage, groups: [staff] }],
  ])('is read from Microsoft Graph once when the ID token has %s', async (_, claims) => {
    const { authorize, graphRequests } = await withMany(claims);
    const last = many.at(-1) ?? '';
    const user = await authorize({ groups: [last] });
    expect(user.groups).toEqual(many);
    expect(user.hasMoreGroups).toBeUndefined();
    await authorize({ groups: [last] });
    await expect(authorize({ groups: [others] })).rejects.toMatchObject({ code: 'group_missing' });
    expect(graphRequests.map(({ href }) => href)).toEqual([
      'https://graph.microsoft.com/v1.0/me/transitiveMemberOf/microsoft.graph.group?$select=id&$count=true&$top=500',
    ]);
  });

  test('is read once for requests that come together', async () => {
    const { authorize, graphRequests } = await withMany();
    await Promise.all([1, 2, 3].map(() => authorize({ groups: many })));
    expect(graphRequests).toHaveLength(1);
  });

  test('is not read for a page that asks for roles, nor for a user who lacks the role', async () => {
    const { authorize, graphRequests } = await withMany({ ...overage, roles: ['Reader'] });
    await authorize({ roles: ['Reader'] });
    await expect(authorize({ roles: ['Admin'], groups: many })).rejects.toMatchObject({
      code: 'role_missing',
    });
    expect(graphRequests).toEqual([]);
  });

  test('is read again when the claims are renewed, so leaving a group counts within the hour', async () => {
    const { authorize, graphRequests, leave, pass } = await withMany();
    const group = many[0] ?? '';
    await authorize({ groups: [group] });
    leave(group);
    pass(59 * minutes);
    await authorize({ groups: [group] });
    pass(minutes);
    await expect(authorize({ groups: [group] })).rejects.toMatchObject({ code: 'group_missing' });
    expect(graphRequests).toHaveLength(2);
  });

  test('is gone from the store after sign-out', async () => {
    const { authorize, settings, relyingParty, jar } = await withMany();
    const written: string[] = [];
    const { set } = settings.tokenStore;
    settings.tokenStore.set = (key, ...others) => {
      written.push(key);
      return set(key, ...others);
    };
    await authorize({ groups: many });
    const [key = ''] = written.filter((each) => each.includes('.groups.'));
    expect(await settings.tokenStore.get(key)).toBeDefined();
    await relyingParty.signOut(jar);
    expect(await settings.tokenStore.get(key)).toBeUndefined();
  });

  test('takes the scope User.Read: without consent, the user is asked for it', async () => {
    const { authorize, provider, graphRequests } = await withMany();
    provider.beforeTokens = async () => {
      const isForGraph = provider.tokenRequests.at(-1)?.get('scope')?.includes('User.Read');
      provider.tokens = isForGraph
        ? { error: 'invalid_grant', suberror: 'consent_required', error_description: 'AADSTS65001' }
        : {};
    };
    await expect(authorize({ groups: many })).rejects.toMatchObject({
      name: 'SignInRequired',
      scopes: ['User.Read'],
    });
    expect(graphRequests).toEqual([]);
  });
});
