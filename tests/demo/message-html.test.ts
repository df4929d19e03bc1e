import { expect, it } from 'vitest';
import type { Message } from '../../src/auth/messages/message.ts';
import { messageHtml } from '../../src/demo/message-html.ts';

const markup = '"><script>alert(1)</script>';
const message: Message = {
  kind: 'redeem-answer',
  from: 'provider',
  to: 'app',
  at: 1,
  method: markup,
  status: 200,
  address: `https://a.example/${encodeURIComponent(markup)}`,
  fields: [
    { place: 'JSON', name: markup, value: markup },
    { place: 'JSON', name: 'login_hint', length: 5 },
    {
      place: 'JSON',
      name: 'id_token',
      token: {
        header: [{ name: markup, value: markup }],
        claims: [{ name: 'name' }, { name: 'exp', value: '1700000000' }],
      },
    },
  ],
  body: JSON.stringify({ [markup]: markup }),
};

const inTrace = { number: 1, first: 1, tenantType: 'b2c' };

it('lets nothing of a message become markup', () => {
  const { text } = messageHtml(message, inTrace);
  expect(text).not.toContain('<script');
  expect(text.split('&gt;&lt;script&gt;alert(1)')).toHaveLength(9);
});

it('shows a value that is gone as gone, and a time as people write it', () => {
  const { text } = messageHtml(message, inTrace);
  expect(text).toContain('<dd class="value gone">left out because it can tell who you are</dd>');
  expect(text).toContain('<td>(left out because it can tell who you are)</td>');
  expect(text).toContain('<span class="readable"> 2023-11-14 22:13:20 UTC</span>');
});

it('numbers the messages, and marks failures and ways back', () => {
  const failed: Message = { kind: 'failed', from: 'app', to: 'browser', fields: [] };
  const text = `${messageHtml(message, inTrace).text}${messageHtml(failed, { ...inTrace, number: 2 }).text}`;
  expect(text).toContain('<li id="message-1" data-from="provider" data-to="app" data-back ');
  expect(text).toMatch(/<li id="message-2" [^>]*data-kind="failed" class="trace-failed">/);
  expect(text).toContain('the app doesn’t see this message');
  expect(text).toContain('/tutorials/b2c/sign-in/');
});

it('shows a message that is alone open, and leaves the anchor to the trace', () => {
  const alone = messageHtml(message, { ...inTrace, alone: true }).text;
  expect(alone).toMatch(/^<li data-from="provider".*<details open>/);
  expect(alone).toContain(
    '<details class="token"> <summary class="token-fold"><code>id_token</code>, decoded.</summary>',
  );
  expect(messageHtml(message, inTrace).text).not.toMatch(/<details open>|<details class="token">/);
});

it('shows the token that was rejected first, and open', () => {
  const { text } = messageHtml(message, { ...inTrace, alone: true, rejected: 'id_token' });
  expect(text).not.toContain('<details class="token">');
  expect(text.indexOf('<div class="token">')).toBeGreaterThan(0);
  expect(text.indexOf('<div class="token">')).toBeLessThan(text.indexOf('<dl>'));
});

it.each([
  ['api-answer', 200, false],
  ['api-answer', 429, true],
  ['api-challenge', 401, false],
  ['provider-error', 400, true],
  ['failed', 400, true],
] as const)('marks %s with status %d as failed: %s', (kind, status, isMarked) => {
  const { text } = messageHtml({ ...message, kind, status }, inTrace);
  expect(text.includes('class="trace-failed"')).toBe(isMarked);
});
