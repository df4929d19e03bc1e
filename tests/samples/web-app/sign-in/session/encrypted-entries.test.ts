import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encryptedEntries } from '../../../../../samples/web-app/sign-in/session/encrypted-entries.ts';
import { memoryTokenStore } from '../../../../../samples/web-app/sign-in/stores/memory-token-store.ts';

const Content = z.object({ who: z.string() });
const [old, current] = ['o'.repeat(32), 'c'.repeat(32)];
const alex = { id: 'id', key: 'key' };

const kept = async () => {
  const store = memoryTokenStore();
  const entries = (secrets: string[], kind = 'kind', registration = 'app') =>
    encryptedEntries({ secrets, registration }, store, kind, Content);
  await entries([old]).write(alex, { who: 'Alex' }, 60);
  return { store, entries };
};

describe('an encrypted entry', () => {
  it('opens with its key and the app’s secret, also after the secret was changed', async () => {
    const { entries } = await kept();
    expect(await entries([old]).read(alex)).toEqual({ who: 'Alex' });
    expect(await entries([current, old]).read(alex)).toEqual({ who: 'Alex' });
    expect(await entries([current]).read(alex)).toBeUndefined();
    expect(await entries([old]).read({ ...alex, key: 'another' })).toBeUndefined();
  });

  it('is written with the newest secret', async () => {
    const { entries } = await kept();
    await entries([current, old]).write(alex, { who: 'Robin' }, 60);
    expect(await entries([current]).read(alex)).toEqual({ who: 'Robin' });
    expect(await entries([old]).read(alex)).toBeUndefined();
  });

  it('opens neither for another app nor as another kind, and not under another name', async () => {
    const { store, entries } = await kept();
    const entry = (await store.get('kind.id')) ?? '';
    await store.set('other.id', entry, 60);
    await store.set('kind.moved', entry, 60);
    expect(await entries([old], 'kind', 'another app').read(alex)).toBeUndefined();
    expect(await entries([old], 'other').read(alex)).toBeUndefined();
    expect(await entries([old]).read({ ...alex, id: 'moved' })).toBeUndefined();
  });

  it('that was changed, or has other content, is none', async () => {
    const { store, entries } = await kept();
    const other = encryptedEntries(
      { secrets: [old], registration: 'app' },
      store,
      'kind',
      z.number(),
    );
    await other.write({ ...alex, id: 'number' }, 7, 60);
    expect(await entries([old]).read({ ...alex, id: 'number' })).toBeUndefined();
    await store.set('kind.id', 'AAAA', 60);
    expect(await entries([old]).read(alex)).toBeUndefined();
    expect(await entries([old]).read({ ...alex, id: 'absent' })).toBeUndefined();
  });

  it('is there until it is deleted or its time is over', async () => {
    const { store, entries } = await kept();
    const mine = entries([old]);
    expect([await mine.has('id'), await mine.has('absent')]).toEqual([true, false]);
    expect(await mine.write(alex, { who: 'Robin' }, 60, 'if-absent')).toBe(false);
    expect(await mine.write({ ...alex, id: 'new' }, { who: 'Robin' }, 60, 'if-present')).toBe(
      false,
    );
    expect(await mine.read(alex)).toEqual({ who: 'Alex' });
    await mine.delete('id');
    expect(await mine.has('id')).toBe(false);
    await mine.write(alex, { who: 'Alex' }, 0);
    expect(await store.get('kind.id')).toBeUndefined();
  });

  it('is locked by its name, so that two kinds don’t wait for each other', async () => {
    const store = memoryTokenStore();
    const locked: string[] = [];
    const noting = {
      ...store,
      lock: (key: string, work: () => Promise<never>) => {
        locked.push(key);
        return work();
      },
    } as typeof store;
    const entries = encryptedEntries(
      { secrets: [old], registration: 'app' },
      noting,
      'kind',
      Content,
    );
    expect(await entries.lock('id', async () => 'done')).toBe('done');
    expect(locked).toEqual(['kind.id']);
  });

  it('needs a secret of 32 characters', () => {
    const withSecrets = (secrets: string[]) => () =>
      encryptedEntries({ secrets, registration: 'app' }, memoryTokenStore(), 'kind', Content);
    expect(withSecrets([])).toThrow(RangeError);
    expect(withSecrets([old, 'x'.repeat(31)])).toThrow(RangeError);
    expect(withSecrets([old])).not.toThrow();
  });
});
