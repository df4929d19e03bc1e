import { describe, expect, it } from 'vitest';
import { hostedWords } from '../../src/local-addresses/hosted-words.ts';
import { endTime, inLifetime, lifetimeText } from '../../src/own-tenants/end-time.ts';

const now = Date.UTC(2026, 4, 4, 21, 5);
const inHours = (hours: number) => now + hours * 3_600_000;

describe('when practice tenants end', () => {
  it('is said with its date and time zone', () => {
    expect(endTime(now)).toEqual({
      text: 'May 4, 2026 at 21:05 UTC',
      datetime: '2026-05-04T21:05:00.000Z',
    });
  });

  it.each([
    [24, '24 hours'],
    [1, 'hour'],
    [0.2, 'hour'],
  ])('after %d hours without use reads “another %s”', (hours, text) => {
    expect(lifetimeText(inHours(hours), now)).toBe(text);
  });

  it.each([
    [24, 'when nobody has used them for 24 hours; '],
    [1, 'when nobody has used them for an hour; '],
  ])('is in what a download says, after %d hours', (hours, text) => {
    const sentences = hostedWords.map(([, hosted]) => hosted);
    const said = sentences.filter((each) => each.startsWith('This zip has the values of your own'));
    expect(said.length).toBeGreaterThan(0);
    for (const each of said) expect(inLifetime(each, inHours(hours), now)).toContain(text);
  });
});
