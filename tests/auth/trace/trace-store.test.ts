import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/auth/messages/message.ts';
import { type Store, TraceStore } from '../../../src/auth/trace/trace-store.ts';

/** A store whose every entry can be looked at. */
function openStore(): { store: Store; entries: Map<string, string> } {
  const entries = new Map<string, string>();
  const store: Store = {
    get: async (key) => entries.get(key),
    set: async (key, value) => Boolean(entries.set(key, value)),
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

describe('the trace store', () => {
  it('gives back what was added, in order, with the last outcome only', async () => {
    const traces = new TraceStore(openStore().store);
    const key = TraceStore.newKey();
    await traces.append(key, [message('https://a.example/1')], { kind: 'signed-in' });
    await traces.append(key, [message('https://a.example/2')]);
    const { messages, outcome } = await traces.read(key);
    expect(messages.map(({ address }) => address)).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
    expect(outcome).toBeUndefined();
  });

  it('keeps a bounded number of messages, the newest ones', async () => {
    const traces = new TraceStore(openStore().store);
    const key = TraceStore.newKey();
    for (let round = 0; round < 30; round += 1) {
      await traces.append(
        key,
        Array.from({ length: 10 }, (_, i) => message(`https://a.example/${round}.${i}`)),
      );
    }
    const { messages } = await traces.read(key);
    expect(messages.length).toBeLessThanOrEqual(80);
    expect(messages.at(-1)?.address).toBe('https://a.example/29.9');
  });

  it('keeps a bounded number of bytes', async () => {
    const { store, entries } = openStore();
    const traces = new TraceStore(store);
    const key = TraceStore.newKey();
    await traces.append(
      key,
      Array.from({ length: 70 }, () => message('https://a.example/', 'x'.repeat(6_000))),
    );
    expect([...entries.values()].join('').length).toBeLessThan(200 * 1024);
    expect((await traces.read(key)).messages.length).toBeGreaterThan(5);
  });

  it('is readable with the key of the cookie only', async () => {
    const { store, entries } = openStore();
    const traces = new TraceStore(store);
    const key = TraceStore.newKey();
    await traces.append(key, [message('https://a.example/', 'Alex Rivera')]);
    const stored = JSON.stringify([...entries]);
    expect(stored).not.toContain('Alex');
    expect(stored).not.toContain(key);
    expect((await traces.read(TraceStore.newKey())).messages).toEqual([]);
  });

  it('takes a corrupt entry for an empty trace', async () => {
    const { store, entries } = openStore();
    const traces = new TraceStore(store);
    const key = TraceStore.newKey();
    await traces.append(key, [message('https://a.example/')]);
    for (const [place, value] of entries) entries.set(place, damaged(value));
    expect((await traces.read(key)).messages).toEqual([]);
    for (const place of entries.keys()) entries.set(place, '');
    expect((await traces.read(key)).messages).toEqual([]);
  });
});
