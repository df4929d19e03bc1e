import { expect, it } from 'vitest';
import { sampleCode } from '../../../src/auth/explanations/sample-code.ts';
import { kinds } from '../../../src/auth/messages/message.ts';
import { messageCode } from '../../../src/demo/message-code.ts';

it('leads from every message that the app sends or receives to lines of the sample', () => {
  const without = kinds.filter((kind) => messageCode(kind) === undefined);
  expect(without).toEqual([
    'authorize',
    'authorize-answer',
    'authorize-error',
    'end-session',
    'end-session-answer',
    'broken',
  ]);
});

it('leads to the file’s page at the region, and names the lines as the sample pane counts them', () => {
  expect(sampleCode.redeem).toEqual({ file: 'sign-in/protocol/sign-in.ts', region: 'redeem' });
  const code = messageCode('redeem');
  expect(code?.href).toBe('/samples/web-app/sign-in-protocol-sign-in-ts/#region-redeem');
  const [first, last] = (code?.range ?? '').split('-').map(Number);
  expect(last).toBeGreaterThan(first ?? Number.NaN);
  expect(code?.lines).toBe(`lines ${first}–${last}`);
});
