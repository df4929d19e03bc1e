import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/auth/messages/message.ts';
import { type LivingSession, type Store, TraceStore } from '../../../src/auth/trace/trace-store.ts';

/** A store whose every entry can be looked at. */
function openStore(): { store: Store; entries: Map<string, string> } {
  const entries = new Map<string, string>();
  const store: Store = {
    get: async (key) => entries.get(key),
    set: async (key, value) => Boolean(entries.set(key, value)),
    delete: async (key) => void entries.delete(key),
    lock: (_, work) => work(),
  };
  return { store, entries };
}

/** With another first character, whatever the first one is. */
const damaged = (sealed: string): string => (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1);

const message = (address: string, value = 'openid'): Message => ({
  kind: 'callback',
  from: 'browser',
  to: 'app',
  at: 1,
  address,
  fields: [{ place: 'address', name: 'scope', value }],
});

const alex: LivingSession = { id: 'session-1', user: { tenantId: 't', objectId: 'alex' } };
const alexAgain: LivingSession = { ...alex, id: 'session-2' };
const sam: LivingSession = { id: 'session-3', user: { tenantId: 't', objectId: 'sam' } };

/** A message with everything personal in it. */
const personal: Message = {
  kind: 'redeem-answer',
  from: 'provider',
  to: 'app',
  at: 1,
  fields: [
    { place: 'address', name: 'login_hint', value: 'canary-hint' },
    { place: 'JSON', name: 'error', value: 'canary@example' },
    {
      place: 'JSON',
      name: 'id_token',
      length: 900,
      token: {
        header: [{ name: 'alg', value: 'RS256' }],
        claims: [
          { name: 'iss', value: 'https://i' },
          { name: 'name', value: 'canary-name' },
          { name: 'of_the_tenant', value: 'canary-claim' },
        ],
      },
    },
  ],
  body: '{"name":"canary-body"}',
};
const api = { kind: 'api', endpoint: 'https://a', status: 200, body: 'canary-outcome' } as const;

function freshTrace() {
  const { store, entries } = openStore();
  const key = TraceStore.newKey();
  const traces = new TraceStore(store);
  const seen = async (session?: LivingSession) => JSON.stringify(await traces.read(key, session));
  return { traces, key, entries, seen };
}

describe('the trace store', () => {
  it('gives back what was added, in order, with the last outcome only', async () => {
    const { traces, key } = freshTrace();
    const messages = [message('https://a.example/1')];
    await traces.append(key, { messages, outcome: { kind: 'signed-out', confirmed: true } });
    await traces.append(key, { messages: [message('https://a.example/2')] });
    const { messages: kept, outcome } = await traces.read(key, undefined);
    expect(kept.map(({ address }) => address)).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
    expect(outcome).toBeUndefined();
  });

  it('keeps a bounded number of messages, the newest ones', async () => {
    const { traces, key } = freshTrace();
    for (let round = 0; round < 30; round += 1) {
      const messages = Array.from({ length: 10 }, (_, i) =>
        message(`https://a.example/${round}.${i}`),
      );
      await traces.append(key, { messages });
    }
    const { messages } = await traces.read(key, undefined);
    expect(messages.length).toBeLessThanOrEqual(80);
    expect(messages.at(-1)?.address).toBe('https://a.example/29.9');
  });

  it('is readable with the key of the cookie only', async () => {
    const { traces, key, entries } = freshTrace();
    await traces.append(key, { messages: [message('https://a.example/', 'Alex Rivera')] });
    const stored = JSON.stringify([...entries]);
    expect(stored).not.toContain('Alex');
    expect(stored).not.toContain(key);
    expect((await traces.read(TraceStore.newKey(), undefined)).messages).toEqual([]);
  });

  it('takes a corrupt entry for an empty trace', async () => {
    const { traces, key, entries } = freshTrace();
    await traces.append(key, { messages: [message('https://a.example/')] });
    for (const [place, value] of entries) entries.set(place, damaged(value));
    expect((await traces.read(key, undefined)).messages).toEqual([]);
    for (const place of entries.keys()) entries.set(place, '');
    expect((await traces.read(key, undefined)).messages).toEqual([]);
  });

  it('forgets a trace, and no other', async () => {
    const { traces, key, entries } = freshTrace();
    await traces.append(key, { messages: [message('https://a.example/')] });
    await traces.append(TraceStore.newKey(), { messages: [message('https://a.example/')] });
    await traces.forget(key);
    expect((await traces.read(key, undefined)).messages).toEqual([]);
    expect(entries.size).toBe(1);
  });
});

describe('personal values in the trace store', () => {
  it('show while their session lives, and to no other session', async () => {
    const { traces, key, seen } = freshTrace();
    await traces.append(key, { messages: [personal], outcome: api, session: alex });
    expect((await seen(alex)).match(/canary[-@]\w+/g)).toHaveLength(6);
    for (const session of [undefined, alexAgain, sam])
      expect(await seen(session)).not.toMatch(/canary/);
    expect(await seen()).toContain('https://i');
    expect(await seen()).toContain('"of_the_tenant"');
  });

  it('are removed for good by whatever is added without a session', async () => {
    const { traces, key, seen } = freshTrace();
    await traces.append(key, { messages: [personal], outcome: api, session: alex });
    await traces.append(key, { messages: [personal], outcome: api });
    expect((await traces.read(key, alex)).messages).toHaveLength(2);
    await traces.append(key, { messages: [], session: alex });
    expect(await seen(alex)).not.toMatch(/canary/);
  });

  it('stay when the same person gets a new session, and go when another person does', async () => {
    const { traces, key, seen } = freshTrace();
    await traces.append(key, { messages: [personal], session: alex });
    await traces.append(key, { messages: [], session: alexAgain });
    expect(await seen(alexAgain)).toMatch(/canary-name/);
    expect(await seen(alex)).not.toMatch(/canary/);
    await traces.append(key, { messages: [], session: sam });
    for (const session of [sam, alexAgain]) expect(await seen(session)).not.toMatch(/canary/);
  });
});

describe('what a trace belongs to', () => {
  it('is the session that it was recorded in', async () => {
    const { traces, key } = freshTrace();
    await traces.append(key, { messages: [], session: alex });
    expect(await traces.isOf(key, alex)).toBe(true);
    expect(await traces.isOf(key, sam)).toBe(false);
    await traces.append(key, { messages: [] });
    expect(await traces.isOf(key, alex)).toBe(false);
  });

  it('is each attempt whose state it sent, of the last few', async () => {
    const { traces, key, entries } = freshTrace();
    for (let number = 0; number < 12; number += 1)
      await traces.append(key, { messages: [], state: `state-${number}` });
    expect(await traces.knows(key, 'state-11')).toBe(true);
    expect(await traces.knows(key, 'state-0')).toBe(false);
    expect(await traces.knows(key, '')).toBe(false);
    expect(await traces.knows(TraceStore.newKey(), 'state-11')).toBe(false);
    expect(JSON.stringify([...entries])).not.toContain('state-11');
  });
});
