import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../samples/web-app/sign-in/index.ts';
import { demoRegistrations } from '../../src/auth/registrations.ts';
import { type DemoName, demoNames } from '../../src/scenarios/demos.ts';

const surroundings = {
  siteOrigin: 'http://localhost:4321',
  practiceTenant: {
    origin: 'https://localhost:8443',
    customDomainOrigin: 'https://localhost:8444',
  },
};

const operator = {
  ENTRA_ID__CLIENT_ID: '8a1f1c7e-52a0-4a4e-9f7b-0d3f6c1f2b10',
  ENTRA_ID__CLIENT_SECRET: 'aB3~not-a-real-secret-value-1234567890ab',
  ENTRA_ID__AUTHORITY: 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47',
};

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    demoRegistrations(env, surroundings);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes;
    throw error;
  }
}

describe('the registrations of the live demos', () => {
  it('are those of the practice tenant when nothing is set', () => {
    const registrations = demoRegistrations({}, surroundings);
    expect([...registrations.keys()]).toEqual([...demoNames]);
    for (const [demoName, { registration, whose }] of registrations) {
      expect(whose).toBe('practice');
      expect(String(registration.redirectUri)).toBe(
        `http://localhost:4321/auth/redirect/${demoName}`,
      );
      expect(String(registration.postLogoutRedirectUri)).toBe(
        `http://localhost:4321/auth/signed-out/${demoName}`,
      );
    }
  });

  it('of Entra ID let in whom their account type has, and Litware nowhere', () => {
    const registrations = demoRegistrations({}, surroundings);
    const of = (demoName: DemoName) => {
      const { authority = '', allowedTenants } = registrations.get(demoName)?.registration ?? {};
      return [new URL(authority).pathname, allowedTenants];
    };
    const contoso = '0a0a0a0a-1111-4111-8111-111111111111';
    const northwindTraders = '0f0f0f0f-6666-4666-8666-666666666666';
    const personal = '9188040d-6c67-4c5b-b112-36a304b66dad';
    expect(of('entra-id')).toEqual([`/${contoso}`, undefined]);
    expect(of('entra-id-organizations')).toEqual(['/organizations', [contoso, northwindTraders]]);
    expect(of('entra-id-common')).toEqual(['/common', [contoso, northwindTraders, personal]]);
    expect(of('entra-id-consumers')).toEqual(['/consumers', 'any']);
  });

  it('follow the origins of the site and of the practice tenant', () => {
    const registrations = demoRegistrations(
      {},
      {
        siteOrigin: 'https://lab.example.com',
        practiceTenant: {
          origin: 'https://practice.example.com',
          customDomainOrigin: 'https://login.example.com',
        },
      },
    );
    const text = (demoName: DemoName) => JSON.stringify(registrations.get(demoName)?.registration);
    expect(text('b2c')).toContain('https://practice.example.com/');
    expect(text('external-id-custom-domain')).toContain('https://login.example.com/');
    expect(text('entra-id')).toContain('https://lab.example.com/auth/redirect/entra-id');
    expect(text('entra-id')).not.toContain('localhost');
  });

  it('are the operator’s for the tenant type whose variables are set, and for no other', () => {
    const registrations = demoRegistrations(operator, surroundings);
    const { registration, whose } = registrations.get('entra-id') ?? {};
    expect(whose).toBe('operator');
    expect(registration?.clientId).toBe(operator.ENTRA_ID__CLIENT_ID);
    expect(registrations.get('external-id')?.whose).toBe('practice');
  });

  it('take an empty variable for one that is not set', () => {
    expect(demoRegistrations({ B2C__CLIENT_ID: '' }, surroundings).get('b2c')?.whose).toBe(
      'practice',
    );
  });

  it('leave a tenant type out when the practice tenant is off and nothing is set for it', () => {
    const registrations = demoRegistrations(operator, {
      ...surroundings,
      practiceTenant: undefined,
    });
    expect([...registrations.keys()]).toEqual(['entra-id']);
  });

  it('are refused with a sentence for each mistake, which names the variable as it was written', () => {
    const mistakes = mistakesOf({
      ...operator,
      ENTRA_ID__CLIENT_SECRET: '8a1f1c7e-52a0-4a4e-9f7b-0d3f6c1f2b10',
      B2C__CLIENT_ID: 'not-a-guid',
    });
    expect(mistakes.length).toBeGreaterThan(2);
    for (const mistake of mistakes) expect(mistake).toMatch(/\b(?:ENTRA_ID|B2C)__/);
    expect(mistakes.join('\n')).toContain('CLIENT_SECRET');
  });

  const shared = (accountType: string, more: Record<string, string> = {}) => ({
    [`ENTRA_ID_${accountType}__CLIENT_ID`]: operator.ENTRA_ID__CLIENT_ID,
    [`ENTRA_ID_${accountType}__CLIENT_SECRET`]: operator.ENTRA_ID__CLIENT_SECRET,
    [`ENTRA_ID_${accountType}__AUTHORITY`]: `https://login.microsoftonline.com/${accountType.toLowerCase()}`,
    ...more,
  });

  it('are the operator’s for an account type of Entra ID, beside those of one organization', () => {
    const own = '72f988bf-86f1-41af-91ab-2d7cd011db47';
    const registrations = demoRegistrations(
      shared('ORGANIZATIONS', { ENTRA_ID_ORGANIZATIONS__ALLOWED_TENANTS: own }),
      surroundings,
    );
    const { registration, whose } = registrations.get('entra-id-organizations') ?? {};
    expect(whose).toBe('operator');
    expect(registration).toMatchObject({
      tenantType: 'entra-id',
      allowedTenants: [own],
      redirectUri: 'http://localhost:4321/auth/redirect/entra-id-organizations',
    });
    for (const other of ['entra-id', 'entra-id-common'] as const)
      expect(registrations.get(other)?.whose).toBe('practice');
  });

  it('say whom they let in, or the site does not start', () => {
    expect(mistakesOf(shared('COMMON'))).toEqual([
      expect.stringMatching(
        /^ENTRA_ID_COMMON__ALLOWED_TENANTS is missing: ENTRA_ID_COMMON__AUTHORITY ends in \/common/,
      ),
    ]);
  });

  const common = 'https://login.microsoftonline.com/Common/';
  it.each([
    [
      'one of several organizations in the demo for one',
      { ...operator, ENTRA_ID__AUTHORITY: common, ENTRA_ID__ALLOWED_TENANTS: 'any' },
      'ENTRA_ID__AUTHORITY ends in /common: use the prefix ENTRA_ID_COMMON__ for this registration.',
    ],
    [
      'one of another account type',
      shared('ORGANIZATIONS', { ENTRA_ID_ORGANIZATIONS__AUTHORITY: common }),
      'ENTRA_ID_ORGANIZATIONS__AUTHORITY ends in /common: use the prefix ENTRA_ID_COMMON__ for this registration.',
    ],
    [
      'one tenant in a demo for several',
      shared('CONSUMERS', { ENTRA_ID_CONSUMERS__AUTHORITY: operator.ENTRA_ID__AUTHORITY }),
      'ENTRA_ID_CONSUMERS__AUTHORITY names one tenant: it must end in /consumers, or use the prefix ENTRA_ID__ for this registration.',
    ],
  ])('have the authority that their demo is for: not %s', (_, env, sentence) => {
    expect(mistakesOf(env)).toEqual([sentence]);
  });
});
