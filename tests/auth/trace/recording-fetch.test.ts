import { describe, expect, it } from 'vitest';
import { Recorder } from '../../../src/auth/trace/recorder.ts';
import { recordingFetch } from '../../../src/auth/trace/recording-fetch.ts';

const json = (value: unknown, status = 200) => Response.json(value, { status });

async function recorded(wire: typeof fetch, input: string, init?: RequestInit) {
  const recorder = new Recorder();
  const text = await recorder.run(async () => (await recordingFetch(wire)(input, init)).text());
  return { recorder, messages: recorder.cleanMessages(), text };
}

const post = (form: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(form).toString(),
});

describe('the recording fetch', () => {
  it('records a request to the token endpoint and its answer, in order', async () => {
    const { messages } = await recorded(
      async () => json({ token_type: 'Bearer', expires_in: 3600 }),
      'https://idp.example/oauth2/v2.0/token',
      post({ grant_type: 'authorization_code', code: 'the-code-itself' }),
    );
    expect(messages.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['redeem', 'app', 'provider'],
      ['redeem-answer', 'provider', 'app'],
    ]);
    expect(messages[0]).toMatchObject({
      method: 'POST',
      address: 'https://idp.example/oauth2/v2.0/token',
    });
    expect(messages[1]?.fields).toContainEqual({
      place: 'JSON',
      name: 'expires_in',
      value: '3600',
    });
  });

  it('hands the answer on as it came', async () => {
    const { text } = await recorded(async () => new Response('{"a":"ü"}'), 'https://idp.example/x');
    expect(text).toBe('{"a":"ü"}');
  });

  it.each([
    [undefined, null],
    ['wrong-nonce', 'wrong-nonce'],
  ])(
    'asks for the fault %s that the visitor has chosen, beside the headers of the request',
    async (fault, asked) => {
      const recorder = new Recorder(fault);
      const sent: Headers[] = [];
      const send = recordingFetch(async (_, init) => {
        sent.push(new Headers(init?.headers));
        return json({});
      });
      const headers = { accept: 'application/json' };
      await recorder.run(() => send('https://idp.example/keys', { headers }));
      expect(sent.map((each) => each.get('practice-faults'))).toEqual([asked]);
      expect(sent.map((each) => each.get('accept'))).toEqual(['application/json']);
      const recordedHeaders = recorder.messages[0]?.fields.map(({ name, value }) => [name, value]);
      expect(recordedHeaders).toEqual(fault === undefined ? [] : [['practice-faults', fault]]);
    },
  );

  it('tells discovery, keys, renewal and API calls apart', async () => {
    const kindOf = async (url: string, init?: RequestInit) =>
      (await recorded(async () => json({}), url, init)).messages.map(({ kind }) => kind);
    expect(await kindOf('https://idp.example/t/v2.0/.well-known/openid-configuration')).toEqual([
      'discovery',
      'discovery-answer',
    ]);
    expect(await kindOf('https://idp.example/discovery/v2.0/keys')).toEqual([
      'keys',
      'keys-answer',
    ]);
    expect(
      await kindOf('https://idp.example/token', post({ grant_type: 'refresh_token' })),
    ).toEqual(['refresh', 'refresh-answer']);
    const bearer = { headers: { authorization: 'Bearer abc' } };
    expect(await kindOf('https://api.example/me', bearer)).toEqual(['api', 'api-answer']);
  });

  it('does not call a refusal an answer with tokens', async () => {
    const { messages } = await recorded(
      async () => json({ error: 'invalid_client' }, 401),
      'https://idp.example/token',
      post({ grant_type: 'refresh_token' }),
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['refresh', 'provider-error']);
    expect(messages[1]?.fields).toContainEqual({
      place: 'JSON',
      name: 'error',
      value: 'invalid_client',
    });
    const api = await recorded(async () => json({}, 403), 'https://api.example/me', {
      headers: { authorization: 'Bearer abc' },
    });
    expect(api.messages.map(({ kind }) => kind)).toEqual(['api', 'api-answer']);
  });

  it('says so when no answer comes, and fails as the wire did', async () => {
    const recorder = new Recorder();
    const down = recordingFetch(async () => Promise.reject(new TypeError('refused')));
    await expect(recorder.run(() => down('https://idp.example/'))).rejects.toThrow('refused');
    expect(recorder.messages.map(({ kind }) => kind)).toEqual(['other', 'unreachable']);
  });

  it('records nothing outside a request', async () => {
    const answer = await recordingFetch(async () => json({ a: 1 }))('https://idp.example/');
    expect(await answer.json()).toEqual({ a: 1 });
  });

  it('keeps two requests under way at the same time apart', async () => {
    const one = new Recorder();
    const two = new Recorder();
    const slow = recordingFetch(async () => {
      await Promise.resolve();
      return json({});
    });
    await Promise.all([
      one.run(() => slow('https://one.example/')),
      two.run(() => slow('https://two.example/')),
    ]);
    expect(one.messages.map(({ address }) => address)).toEqual(['https://one.example/', undefined]);
    expect(two.messages.map(({ address }) => address)).toEqual(['https://two.example/', undefined]);
  });
});

describe('no secret comes back in', () => {
  const code = 'code-5b1f0c9d8e7a';
  const secret = 'secret-7c2e9a1b4d6f';
  const verifier = 'verifier-0a9b8c7d6e5f';
  const echo = `${code} ${secret} ${verifier} ${encodeURIComponent(`${secret}/`)}`;
  const form = {
    grant_type: 'authorization_code',
    code,
    client_secret: secret,
    code_verifier: verifier,
  };

  it('by an error text that repeats what the app sent', async () => {
    const { messages } = await recorded(
      async () => json({ error: 'invalid_grant', error_description: echo, [secret]: 'x' }, 400),
      'https://idp.example/token',
      post(form),
    );
    const kept = JSON.stringify(messages);
    for (const value of [code, secret, verifier]) expect(kept).not.toContain(value);
    expect(kept).toContain('invalid_grant');
  });

  it('by an API that repeats the access token', async () => {
    const token = 'opaque-access-token-1234567890';
    const { messages, recorder } = await recorded(
      async () => json({ you: 'sent', token }),
      'https://api.example/me',
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(JSON.stringify(messages)).not.toContain(token);
    expect(messages[1]?.body).toContain('"you":"sent"');
    expect(recorder.clean(`log: ${token}`)).not.toContain(token);
  });

  it('by the address of a redirect', async () => {
    const { messages } = await recorded(
      async () =>
        new Response(null, {
          status: 307,
          headers: { location: `https://evil.example/?x=${secret}` },
        }),
      'https://idp.example/token',
      post(form),
    );
    expect(JSON.stringify(messages)).not.toContain(secret);
    expect(messages[1]?.fields).toEqual([
      { place: 'header', name: 'location', value: 'https://evil.example/' },
    ]);
  });

  it('by the query of an address', async () => {
    const recorder = new Recorder();
    const url = new URL(
      `https://site.example/auth/redirect/b2c?code=${code}&state=state-0123456789abcdef`,
    );
    recorder.add('callback', 'browser', 'app', { method: 'GET', url });
    const kept = JSON.stringify(recorder.cleanMessages());
    expect(kept).not.toContain(code);
    expect(kept).not.toContain('state-0123456789abcdef');
    expect(kept).toContain('https://site.example/auth/redirect/b2c"');
  });
});
