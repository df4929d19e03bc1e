import { expect, it } from 'vitest';
import { promptRules } from '../../src/markdown/prompt.ts';

const versions = { Node: '24.21.0', express: '5.3.0', '@azure/msal-node': '7.2.3', jose: '6.2.18' };
const prompt = promptRules(versions, new URL('https://lab.example.com'));

it('names the versions that the tests ran with', () => {
  expect(prompt).toContain('Node 24.21.0, Express 5.3.0, MSAL Node 7.2.3, in TypeScript');
});

it('tells where the links of the page lead', () => {
  expect(prompt).toContain('Links that start with / are at https://lab.example.com;');
});
