import { expect, it } from 'vitest';
import type { Kind, Message } from '../../src/auth/messages/message.ts';
import { tracePicture } from '../../src/demo/trace-picture.ts';

const message = (kind: Kind): Message => ({ kind, from: 'app', to: 'browser', at: 1, fields: [] });

it('is empty without a finished sign-in', () => {
  expect(tracePicture([])).toEqual([]);
  expect(tracePicture([message('sign-in'), message('failed')])).toEqual([]);
});

it('leaves out what is not part of the story, and never has more than ten messages', () => {
  const all = [
    message('sign-in'),
    message('discovery'),
    message('keys-cached'),
    message('signed-in'),
  ];
  expect(tracePicture(all).map(({ text }) => text)).toEqual([
    'You ask the app to sign you in',
    'You are signed in',
  ]);
  const many = Array.from({ length: 40 }, () => message('api'));
  expect(tracePicture([...all, ...many])).toHaveLength(10);
});
