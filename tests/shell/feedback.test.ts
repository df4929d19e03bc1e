import { expect, it } from 'vitest';
import { feedbackAddress } from '../../src/shell/feedback.ts';

const page = new URL('https://lab.example.com/how-it-works/tokens/?a=1&b=2');

it('names the page in the address that the operator chose', () => {
  const setting = 'https://github.com/owner/name/issues/new?title={page}';
  expect(feedbackAddress(setting, page)).toBe(
    'https://github.com/owner/name/issues/new?title=https%3A%2F%2Flab.example.com%2Fhow-it-works%2Ftokens%2F%3Fa%3D1%26b%3D2',
  );
});

it('takes an email address, and one without the page', () => {
  expect(feedbackAddress('mailto:docs@example.com', page)).toBe('mailto:docs@example.com');
});

it('is off unless the operator sets it', () => {
  expect(feedbackAddress(undefined, page)).toBeUndefined();
  expect(feedbackAddress('', page)).toBeUndefined();
});

it('refuses an address that a link must not have', () => {
  for (const setting of ['javascript:alert(1)', 'http://example.com', 'issues'])
    expect(() => feedbackAddress(setting, page)).toThrow(/FEEDBACK_URL must be an https or mailto/);
});
