import { describe, expect, it } from 'vitest';
import { accountTypeOf } from '../../samples/web-app/sign-in/registration/account-types.ts';
import { sharedNames } from '../../src/practice-tenant/directory/model.ts';
import {
  accountTypes,
  demoFacts,
  demoNameFrom,
  demoNames,
  variablePrefix,
} from '../../src/scenarios/demos.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';

describe('the live demos', () => {
  it('are one for each tenant type, and one for each further account type of Entra ID', () => {
    const names = accountTypes.map((accountType) => `entra-id-${accountType}`);
    expect(demoNames).toEqual([...tenantTypes, ...names]);
    for (const name of demoNames) {
      const { tenantType, accountType } = demoFacts[name];
      expect([tenantType, accountType].filter(Boolean).join('-')).toBe(name);
    }
  });

  it('know the account types that the sample and the practice tenant know', () => {
    for (const accountType of accountTypes)
      expect(accountTypeOf(`https://login.example/${accountType}`)).toBe(accountType);
    expect([...sharedNames].sort()).toEqual([...accountTypes].sort());
  });

  it('have prefixes of which none begins another, so that a variable belongs to one of them', () => {
    const prefixes = demoNames.map(variablePrefix);
    expect(prefixes).toContain('ENTRA_ID__');
    expect(prefixes).toContain('ENTRA_ID_ORGANIZATIONS__');
    const within = prefixes.flatMap((prefix) =>
      prefixes.filter((other) => other !== prefix && other.startsWith(prefix)),
    );
    expect(within).toEqual([]);
  });

  it.each(['okta', '__proto__', 'entra-id-', 'ENTRA-ID', undefined])(
    'are named by no %s',
    (text) => {
      expect(demoNameFrom(text)).toBeUndefined();
    },
  );
});
