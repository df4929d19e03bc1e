import { exportJWK, generateKeyPair } from 'jose';
import { expect, test, vi } from 'vitest';
import { signingKeys } from '../../../../../samples/web-app/sign-in/protocol/signing-keys.ts';

test('T12 keys are asked for five times a minute at most, and again when the minute is over', async () => {
  const { publicKey } = await generateKeyPair('RS256');
  let published = { keys: [{ ...(await exportJWK(publicKey)), kid: 'old' }] };
  let now = 1_000_000;
  let asked = 0;
  const send = async () => {
    asked += 1;
    return { status: 200, headers: new Headers(), text: JSON.stringify(published) };
  };
  const keys = signingKeys('https://tenant.example/keys', send, () => now);
  const find = (kid: string) => keys({ alg: 'RS256', kid }, { payload: '', signature: '' });

  await find('old');
  for (let time = 0; time < 12; time += 1) await expect(find(`made-up-${time}`)).rejects.toThrow();
  expect(asked).toBe(5);

  published = { keys: published.keys.map((key) => ({ ...key, kid: 'new' })) };
  await expect(find('new')).rejects.toThrow(/too often/);
  now += 60_000;
  await find('new');
  expect(asked).toBe(6);
});

async function publishing(status = 200) {
  const { publicKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'a' };
  const told = { keys: [key], asked: 0 };
  const send = async () => {
    told.asked += 1;
    return { status, headers: new Headers(), text: JSON.stringify({ keys: told.keys }) };
  };
  const keys = signingKeys('https://tenant.example/keys', send, Date.now);
  const find = () => keys({ alg: 'RS256', kid: 'a' }, { payload: '', signature: '' });
  return { told, find };
}

test('T12 keys are used for ten minutes, and one that was withdrawn counts no longer', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { told, find } = await publishing();
  await find();
  told.keys = [];
  vi.setSystemTime(Date.now() + 599_000);
  await find();
  expect(told.asked).toBe(1);
  vi.setSystemTime(Date.now() + 1_000);
  await expect(find()).rejects.toThrow();
});

test('keys count only in a successful response', async () => {
  const { find } = await publishing(404);
  await expect(find()).rejects.toThrow();
});

test('T12 a key whose kid is no text takes nothing from the others', async () => {
  const { publicKey } = await generateKeyPair('RS256');
  const key = await exportJWK(publicKey);
  const issuer = 'https://tenant.example/{tenantid}/v2.0';
  const text = JSON.stringify({
    keys: [
      { ...key, kid: 7 },
      { ...key, kid: 'a', issuer },
    ],
  });
  const send = async () => ({ status: 200, headers: new Headers(), text });
  const keys = signingKeys('https://tenant.example/keys', send, Date.now);
  await keys({ alg: 'RS256', kid: 'a' }, { payload: '', signature: '' });
  expect(keys.issuersOf('a')).toEqual([issuer]);
});
