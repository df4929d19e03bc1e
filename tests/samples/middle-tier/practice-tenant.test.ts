import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { middleTierApi } from '../../../samples/middle-tier/app.ts';
import { middleTierFrom } from '../../../samples/middle-tier/configuration.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from '../protected-api/practice-environment.ts';
import { practiceSignIn } from '../protected-api/practice-sign-in.ts';
import { served } from '../protected-api/served-api.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const tasksRead = 'api://33333333-3333-4333-8333-333333333333/Tasks.Read';
const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain'] as const;

describe.each(tenantTypes)('with real tokens of the practice tenant %s', (tenantType) => {
  const userToken = async (user: string) =>
    (await practiceSignIn(tenant, tenantType, [tasksRead], user)).accessToken;
  async function me(token: string, changes: Record<string, string> = {}) {
    const environment = practiceEnvironment('middle-tier', tenantType, tenant);
    const api = await served(middleTierApi(middleTierFrom({ ...environment, ...changes })));
    const answer = await fetch(`${api.origin}/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const challenge = answer.headers.get('www-authenticate');
    const result = { status: answer.status, challenge, body: await answer.json() };
    await api.close();
    return result;
  }

  it('asks Graph who the user is, on behalf of each user', async () => {
    for (const user of ['Alex Rivera', 'Sam Okafor']) {
      const { status, body } = await me(await userToken(user));
      expect(status).toBe(200);
      expect(body.displayName).toBe(user);
    }
  });

  it('passes missing consent on to the app', async () => {
    const { status, challenge, body } = await me(await userToken('Alex Rivera'), {
      SCOPE: 'Mail.Read',
    });
    expect(status).toBe(401);
    expect(challenge).toContain('error="interaction_required"');
    const { frontOrigin, customDomainFrontOrigin } = tenant;
    const pages =
      tenantType === 'external-id-custom-domain' ? customDomainFrontOrigin : frontOrigin;
    expect(body.consent_uri).toMatch(new RegExp(`^${pages}/.+/adminconsent\\?client_id=33333333-`));
  });

  it('answers an expired client secret as its own fault', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const CLIENT_SECRET = 'practice~tasks-api~expired-secret';
    const { status } = await me(await userToken('Alex Rivera'), { CLIENT_SECRET });
    expect(status).toBe(500);
    expect(String(log.mock.calls[0]?.[0])).toContain('AADSTS7000222');
    log.mockRestore();
  });
});
