import { expect, it } from 'vitest';
import { practiceStyle } from '../../src/demo/practice-style.ts';
import { seenInDemo, seenInWords } from '../../src/demo/see-it-happen.ts';
import { records } from '../errors/records.ts';

const ways = (code: string) => {
  const { faults, tenantTypes } = seenInDemo(code) ?? {};
  return { faults, tenantTypes };
};
const entra = ['entra-id', 'external-id', 'external-id-custom-domain'];

it('offers every fault that brings about a code, with every tenant type', () => {
  expect(ways('id_token_nonce')).toEqual({
    faults: ['wrong-nonce', 'missing-nonce'],
    tenantTypes: [...entra, 'b2c'],
  });
});

it('offers no B2C tenant for a code of Microsoft Entra ID, and the reverse', () => {
  expect(ways('AADSTS7000222')).toEqual({ faults: ['expired-secret'], tenantTypes: entra });
  expect(ways('AADB2C90081')).toEqual({ faults: ['expired-secret'], tenantTypes: ['b2c'] });
  expect(ways('client_refused').tenantTypes).toEqual([...entra, 'b2c']);
});

it('offers only faults that all the tenant types of the page have', () => {
  expect(ways('provider_failing')).toEqual({
    faults: ['discovery-down', 'token-endpoint-down'],
    tenantTypes: [...entra, 'b2c'],
  });
});

it('promises an error page only where there is one', () => {
  expect(seenInDemo('AADSTS50057')?.afterward).toContain('The live demo then shows');
  expect(seenInDemo('AADB2C90205')?.afterward).toMatch(/Call the API.+It shows/);
  expect(seenInDemo('AADSTS50173')?.afterward).toContain('No error page appears');
});

it('has a button for some codes, and none for most', () => {
  const seen = [...records.keys()].filter((code) => seenInDemo(code) !== undefined);
  expect(seen.length).toBeGreaterThan(20);
  expect(seenInDemo('AADSTS50053')).toBeUndefined();
});

it('says the same in words for a page without buttons', () => {
  const seen = seenInDemo('AADB2C90289');
  expect(seen && seenInWords(seen)).toMatch(
    /^In a live demo with the practice tenant \(\[Azure AD B2C\]\(\/demo\/b2c\/\)\), switch on \*\*Social provider down\*\*/,
  );
});

it('shows the buttons of the practice tenant’s demos, and no others', () => {
  const style = practiceStyle(['b2c']);
  expect(style).toContain('.see-it-happen button[value="b2c"] { display: inline-flex; }');
  expect(style).not.toContain('entra-id');
  expect(practiceStyle([])).toBe('');
});
