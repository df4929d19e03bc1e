import { describe, expect, it } from 'vitest';
import { storageKey } from '../../src/your-tenant/storage-key.ts';
import { keepValues, readValues } from '../../src/your-tenant/stored-values.ts';

function storeWith(text?: string) {
  const entries = new Map(text === undefined ? [] : [[storageKey, text]]);
  return {
    entries,
    store: () => ({
      getItem: (key: string) => entries.get(key) ?? null,
      setItem: (key: string, value: string) => void entries.set(key, value),
      removeItem: (key: string) => void entries.delete(key),
    }),
  };
}

const blocked = () => {
  throw new Error('The browser refuses storage.');
};
const values = { 'entra-id': { clientId: 'one' }, b2c: { tenantName: 'fabrikam' } };

describe('stored values', () => {
  it('come back as they were, each tenant type with its own', () => {
    const { store } = storeWith();
    expect(keepValues(store, values)).toBe(true);
    expect(readValues(store)).toEqual({ values });
  });

  it('name their version', () => {
    const { store, entries } = storeWith();
    keepValues(store, values);
    expect(JSON.parse(entries.get(storageKey) ?? '')).toEqual({ version: 1, tenants: values });
  });

  it('leave nothing in the browser when there are none', () => {
    const { store, entries } = storeWith('{}');
    keepValues(store, { 'entra-id': {} });
    expect([...entries]).toEqual([]);
    expect(readValues(store)).toEqual({ values: {} });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '[]'],
    ['an unknown field', '{"version":1,"tenants":{"b2c":{"clientSecret":"x"}}}'],
    ['an unknown tenant type', '{"version":1,"tenants":{"adfs":{"clientId":"x"}}}'],
    ['a value that is no text', '{"version":1,"tenants":{"b2c":{"clientId":1}}}'],
    ['a value of several lines', '{"version":1,"tenants":{"b2c":{"clientId":"a\\nb"}}}'],
    ['a value with markup', '{"version":1,"tenants":{"b2c":{"clientId":"<img>"}}}'],
    ['an endless value', `{"version":1,"tenants":{"b2c":{"clientId":"${'a'.repeat(301)}"}}}`],
    ['no version', '{"tenants":{}}'],
  ])('are ignored when they have %s, and the reader is told', (_, text) => {
    const { store, entries } = storeWith(text);
    expect(readValues(store)).toEqual({ values: {}, ignored: expect.stringContaining('damaged') });
    expect(entries.get(storageKey)).toBe(text);
  });

  it('are ignored when a newer version of the site wrote them, and the reader is told', () => {
    const { store } = storeWith('{"version":2,"tenants":{}}');
    expect(readValues(store)).toEqual({
      values: {},
      ignored: expect.stringContaining('newer version'),
    });
  });

  it('are none where the browser refuses storage', () => {
    expect(readValues(blocked)).toEqual({ values: {}, ignored: expect.stringContaining('blocks') });
    expect(keepValues(blocked, values)).toBe(false);
  });
});
