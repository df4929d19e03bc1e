import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sessionLifetimeFrom } from '../../../samples/web-app/sign-in/registration/session-lifetime.ts';
import { lifetimes } from '../../../src/figures/content/lifetimes.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const minutesOf = (title: string) => {
  const row = lifetimes.rows.find((one) => one.title.includes(title));
  return [row?.minutes, row?.atMost];
};

it('draws the session as long as the app’s defaults keep it', () => {
  const { idle, absolute } = sessionLifetimeFrom({});
  expect(minutesOf('session')).toEqual([idle / 60, absolute / 60]);
});

it('draws a sign-in in progress as long as its cookie lives', () => {
  const [, seconds] = /secondsToLive = (\d+) \* 60/.exec(
    read('samples/web-app/sign-in/protocol/transaction.ts'),
  ) ?? ['', ''];
  expect(minutesOf('in progress')).toEqual([Number(seconds), undefined]);
});

it('draws tokens as long as the page about tokens gives them', () => {
  const page = read('src/content/docs/how-it-works/tokens.mdx');
  const [, least, most, inB2c] =
    /\| Access token \| (\d+) to (\d+) minutes by default \| (\d+) minutes by default/.exec(page) ??
    [];
  expect(minutesOf('Access token')).toEqual([Number(least), Number(most)]);
  expect(lifetimes.description).toContain(
    `${least} to ${most} minutes, in Azure AD B2C for ${inB2c}.`,
  );
  const [, days, daysInB2c] =
    /\| Refresh token of a web app \| (\d+) days by default[^|]*\| (\d+) days by default/.exec(
      page,
    ) ?? [];
  expect(minutesOf('Refresh token')).toEqual([Number(daysInB2c) * 1440, Number(days) * 1440]);
});
