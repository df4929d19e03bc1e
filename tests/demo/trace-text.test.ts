import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { claims } from '../../src/auth/explanations/claims.ts';
import { parameters } from '../../src/auth/explanations/parameters.ts';
import { places } from '../../src/auth/messages/message.ts';
import { Recorder } from '../../src/auth/trace/recorder.ts';
import { traceText } from '../../src/demo/trace-text.ts';

const canary = (name: string): string => `canary-${name}-3f9d1c7e5b8a2046`;
const jwt = (content: Record<string, string>): Promise<string> =>
  new SignJWT(content)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode('x'.repeat(32)));

function recorded(work: (recorder: Recorder) => void): string {
  const recorder = new Recorder();
  work(recorder);
  return traceText('an example', recorder.cleanMessages());
}

describe('the trace as text', () => {
  it('holds the start at most of any value that is not harmless, wherever it was', () => {
    const secret = Object.keys(parameters).filter((name) => parameters[name]?.shown !== 'full');
    expect(secret).toContain('code_verifier');
    const unknown = ['something_new', 'password'];
    const text = recorded((recorder) => {
      for (const name of [...secret, ...unknown]) {
        const values = places.map((place) => [place, name, canary(name)] as const);
        recorder.add('redeem', 'app', 'provider', { values });
      }
    });
    for (const name of [...secret, ...unknown]) {
      expect(text).toContain(`${name} (form)`);
      expect(text, name).not.toContain(canary(name));
    }
    expect(text).not.toContain('3f9d1c7e5b8a2046');
  });

  it('shows a token claim by claim with what each means, and neither it nor a claim that is secret', async () => {
    const kept = Object.keys(claims).filter((name) => claims[name]?.shown !== 'full');
    const token = await jwt(
      Object.fromEntries([...kept, 'name'].map((name) => [name, canary(name)])),
    );
    const text = recorded((recorder) => {
      recorder.add('redeem-answer', 'provider', 'app', { values: [['JSON', 'id_token', token]] });
    });
    expect(text).toContain(`name: ${canary('name')}\n        ${claims['name']?.text}`);
    for (const name of kept) expect(text, name).not.toContain(canary(name));
    for (const part of token.split('.')) expect(text).not.toContain(part);
  });

  it('does not repeat what an API echoes', () => {
    const token = canary('token');
    const text = recorded((recorder) => {
      recorder.add('api', 'app', 'api', {
        values: [['header', 'authorization', `Bearer ${token}`]],
      });
      recorder.addBody(
        recorder.add('api-answer', 'api', 'app', { status: 200 }),
        `{"you":"${token}"}`,
      );
    });
    expect(text).toContain('"you": "(not kept)"');
    expect(text).not.toContain(token);
  });

  it('says who sent what to whom, when, by which lines, and what each value means', () => {
    const text = recorded((recorder) => {
      const url = new URL('https://idp.example/token?client_id=abc');
      recorder.add('redeem', 'app', 'provider', { method: 'POST', url });
      recorder.add('end-session', 'browser', 'provider', { unseen: true });
    });
    expect(text).toMatch(
      /^1\. App → Identity provider: The app redeems the code\n {2}POST https:\/\/idp\.example\/token\n {2}after 0 ms\n/m,
    );
    expect(text).toMatch(
      /^ {2}Code: sign-in\/protocol\/sign-in\.ts, lines \d+–\d+\n {2}client_id \(address\): abc\n/m,
    );
    expect(text).toContain(`\n    ${parameters['client_id']?.text}\n`);
    expect(text).toMatch(
      /^2\. Browser → Identity provider: .+\n {2}the app doesn’t see this message\n/m,
    );
  });

  it('keeps a value in one line', () => {
    const text = recorded((recorder) => {
      const values = [
        ['address', 'error_description', 'AADB2C90091: cancelled.\r\nTimestamp: x\n'],
      ] as const;
      recorder.add('callback', 'browser', 'app', { values });
    });
    expect(text).toContain('error_description (address): AADB2C90091: cancelled. Timestamp: x');
  });

  it('has the phases of the page, and numbers that run through them', () => {
    const text = recorded((recorder) => {
      recorder.add('sign-in', 'browser', 'app');
      recorder.add('signed-in', 'app', 'browser');
      recorder.add('call-api', 'browser', 'app');
    });
    expect(text).toMatch(/^Sign-in: 2 messages, signed in\n={30}\n\n1\. Browser → App: /m);
    expect(text).toMatch(/^API call: 1 message, not finished\n=+\n\n3\. Browser → App: /m);
  });

  it('says so when there is nothing', () => {
    expect(traceText('an example', [])).toContain('There’s no trace.');
  });
});
