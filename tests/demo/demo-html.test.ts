import { describe, expect, it } from 'vitest';
import type { DemoState } from '../../src/auth/demo-state.ts';
import type { Outcome } from '../../src/auth/messages/message.ts';
import { demoHtml } from '../../src/demo/demo-html.ts';

const markup = '"><script>alert(1)</script>';
const escaped = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;';

const signedOut: DemoState = {
  tenantType: 'b2c',
  whose: 'practice',
  user: undefined,
  outcome: undefined,
  messages: [],
  editsProfile: true,
  callsApi: true,
};
const user = {
  name: 'Alex Rivera',
  username: 'alex@contoso.example',
  tenantId: 'tenant',
  objectId: 'object',
  subject: 'subject',
  issuer: 'https://issuer.example/',
  roles: [],
  groups: [],
};
const signedIn: DemoState = {
  ...signedOut,
  user,
  messages: [{ kind: 'sign-in', from: 'browser', to: 'app', method: 'POST', fields: [] }],
};
const buttonsOf = (state: DemoState): string[] =>
  [...demoHtml(state).text.matchAll(/action="([^"]*)".*?<button[^>]*>([^<]*)/g)].map(
    ([, action, label]) => `${action} ${label}`,
  );

describe('the live demo as text', () => {
  it('lets nothing of a visitor, of an API, or of an address become markup', () => {
    const outcomes: Outcome[] = [
      { kind: 'signed-in' },
      { kind: 'api', endpoint: markup, status: 200, body: JSON.stringify(markup) },
      {
        kind: 'api',
        endpoint: markup,
        body: '',
        failure: { code: markup, sentence: markup },
      },
    ];
    const hostile = { ...user, name: markup, username: `${markup}@a`, tenantId: markup };
    const texts = outcomes.map(
      (outcome) => demoHtml({ ...signedIn, user: hostile, outcome }, markup).text,
    );
    for (const text of texts) expect(text).not.toContain('<script');
    // The name, the username, the tenant, the two addresses of the text; and what each outcome adds.
    expect(texts.map((text) => text.split(escaped).length - 1)).toEqual([6, 7, 9]);
  });

  it('offers what can be done next, each as a form with a way back', () => {
    expect(buttonsOf(signedOut)).toEqual(['/auth/sign-in Sign in']);
    expect(buttonsOf(signedIn)).toEqual([
      '/auth/call-api Call the API',
      '/auth/sign-in Edit profile',
      '/auth/sign-out Sign out',
      '/auth/forget-trace Forget this trace',
    ]);
    expect(buttonsOf({ ...signedIn, editsProfile: false, callsApi: false })).toEqual([
      '/auth/sign-out Sign out',
      '/auth/forget-trace Forget this trace',
    ]);
    const { text } = demoHtml(signedIn);
    expect(text.match(/name="returnTo" value="\/demo\/b2c\/#(?:result|trace)"/g)).toHaveLength(4);
    expect(text).toContain('<input type="hidden" name="userFlow" value="editProfile">');
  });

  it.each<[string, Outcome, string, string]>([
    ['a sign-in', { kind: 'signed-in' }, 'ok', 'You are signed in</strong> as <bdi>Alex Rivera'],
    ['a confirmed sign-out', { kind: 'signed-out', confirmed: true }, 'ok', 'You are signed out</'],
    [
      'a sign-out that isn’t confirmed',
      { kind: 'signed-out', confirmed: false },
      'warn',
      'You are signed out of this app.',
    ],
    [
      'a response of the API',
      { kind: 'api', endpoint: 'https://api', status: 200, body: '{"a":1}' },
      'ok',
      'returned status 200',
    ],
    [
      'a refusal by the API',
      { kind: 'api', endpoint: 'https://api', status: 403, body: '{}' },
      'danger',
      'returned status 403',
    ],
    [
      'no response',
      {
        kind: 'api',
        endpoint: 'https://api',
        body: '',
        failure: { code: 'api_unavailable', sentence: 'It didn’t respond.' },
      },
      'danger',
      '<a href="/errors/api_unavailable/">',
    ],
  ])('shows the result of %s where redirects lead', (_, outcome, kind, words) => {
    const { text } = demoHtml({ ...signedIn, outcome });
    expect(text).toContain(
      `<div class="lab-notice demo-outcome" data-kind="${kind}" id="result" tabindex="-1" role="status">`,
    );
    expect(text).toContain(words);
  });

  it('tells whose tenant it is', () => {
    expect(demoHtml(signedOut).text).toContain('Practice tenant</span>');
    expect(demoHtml({ ...signedOut, whose: 'operator' }).text).toContain(
      'Operator’s tenant</span>',
    );
  });

  it('shows the example of a trace until there is one', () => {
    expect(demoHtml(signedOut).text).toMatch(
      /data-traced="false".*There’s no trace\..*<figcaption>/,
    );
    const { text } = demoHtml(signedIn);
    expect(text).toMatch(/data-traced="true".*data-copy-trace="\/demo\/b2c\/trace\.txt"/);
    expect(text).toContain('<li id="message-1" ');
    expect(text).not.toContain('<figcaption>');
  });

  it('breaks a long username before “@” and “.”', () => {
    expect(demoHtml(signedIn).text).toContain('alex<wbr>@contoso<wbr>.example<wbr>');
  });
});
