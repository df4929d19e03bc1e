import { expect, it } from 'vitest';
import type { Kind, Message } from '../../src/auth/messages/message.ts';
import { traceHtml } from '../../src/demo/trace-html.ts';

const kinds: readonly Kind[] = ['sign-in', 'signed-in', 'call-api', 'failed'];
const messages = kinds.map((kind): Message => ({ kind, from: 'browser', to: 'app', fields: [] }));
const phasesOf = (open?: 'latest' | 'none'): string[] =>
  traceHtml({ messages, demoName: 'b2c' }, { text: '/t', ...(open && { open }) })
    .text.split('<details class="trace-phase"')
    .slice(1);

it('numbers the messages of all phases together, in ordered lists', () => {
  const [signIn, call] = phasesOf();
  expect(signIn).toMatch(
    /<h3>Sign-in<\/h3> <span class="outcome">2 messages, signed in<\/span><\/summary> <ol start="1"><li id="message-1" .*<li id="message-2" /,
  );
  expect(call).toMatch(
    /<h3>API call<\/h3> .*<ol start="3"><li id="message-3" .*<li id="message-4" /,
  );
});

it('opens the latest phase, or none', () => {
  expect(phasesOf().map((phase) => /^[^>]*\bopen\b/.test(phase))).toEqual([false, true]);
  expect(phasesOf('none').map((phase) => /^[^>]*\bopen\b/.test(phase))).toEqual([false, false]);
});

it('opens an earlier phase that failed too', () => {
  const renewal: readonly Kind[] = ['call-api', 'refresh', 'provider-error', 'sign-in-needed'];
  const { text } = traceHtml(
    {
      messages: renewal.map((kind): Message => ({ kind, from: 'app', to: 'app', fields: [] })),
      demoName: 'b2c',
    },
    { text: '/t' },
  );
  expect(text.match(/<details class="trace-phase"[^>]*>/g)).toEqual([
    '<details class="trace-phase" data-failed open>',
    '<details class="trace-phase" open>',
  ]);
});

it('marks the phase that failed', () => {
  expect(phasesOf().map((phase) => /^[^>]*\bdata-failed\b/.test(phase))).toEqual([false, true]);
});
