import { describe, expect, it } from 'vitest';
import { tenantTypes } from '../../samples/web-app/sign-in/index.ts';
import { DemoConfigurationError, demoRegistrations } from '../../src/auth/registrations.ts';

const operator = {
  ENTRA_ID__CLIENT_ID: '8a1f1c7e-52a0-4a4e-9f7b-0d3f6c1f2b10',
  ENTRA_ID__CLIENT_SECRET: 'aB3~not-a-real-secret-value-1234567890ab',
  ENTRA_ID__AUTHORITY: 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47',
};

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    demoRegistrations(env);
    return [];
  } catch (error) {
    if (error instanceof DemoConfigurationError) return error.mistakes;
    throw error;
  }
}

describe('the registrations of the live demo', () => {
  it('are those of the practice tenant when nothing is set', () => {
    const registrations = demoRegistrations({});
    expect([...registrations.keys()]).toEqual([...tenantTypes]);
    for (const [tenantType, { registration, whose }] of registrations) {
      expect(whose).toBe('practice');
      expect(String(registration.redirectUri)).toBe(
        `http://localhost:4321/auth/redirect/${tenantType}`,
      );
      expect(String(registration.postLogoutRedirectUri)).toBe(
        `http://localhost:4321/auth/signed-out/${tenantType}`,
      );
    }
  });

  it('follow the origins of the environment', () => {
    const registrations = demoRegistrations({
      SITE_ORIGIN: 'https://lab.example.com',
      PRACTICE_TENANT_ORIGIN: 'https://practice.example.com',
      PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: 'https://login.example.com',
    });
    const text = (tenantType: (typeof tenantTypes)[number]) =>
      JSON.stringify(registrations.get(tenantType)?.registration);
    expect(text('b2c')).toContain('https://practice.example.com/');
    expect(text('external-id-custom-domain')).toContain('https://login.example.com/');
    expect(text('entra-id')).toContain('https://lab.example.com/auth/redirect/entra-id');
    expect(text('entra-id')).not.toContain('localhost');
  });

  it('are the operator’s for the tenant type whose variables are set, and for no other', () => {
    const registrations = demoRegistrations(operator);
    const { registration, whose } = registrations.get('entra-id') ?? {};
    expect(whose).toBe('operator');
    expect(registration?.clientId).toBe(operator.ENTRA_ID__CLIENT_ID);
    expect(registrations.get('external-id')?.whose).toBe('practice');
  });

  it('take an empty variable for one that is not set', () => {
    expect(demoRegistrations({ B2C__CLIENT_ID: '' }).get('b2c')?.whose).toBe('practice');
  });

  it('leave a tenant type out when the practice tenant is off and nothing is set for it', () => {
    const registrations = demoRegistrations({ PRACTICE_TENANT: 'off', ...operator });
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
});
