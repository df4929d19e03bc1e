import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { parameters } from '../../../src/auth/explanations/parameters.ts';
import { places } from '../../../src/auth/messages/message.ts';
import { redact } from '../../../src/auth/trace/redact.ts';

const canary = 'canary-3f9d1c7e5b8a2046-canary';

async function jwtWith(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
    .sign(new TextEncoder().encode('x'.repeat(32)));
}

describe('redaction by name', () => {
  const secretNames = Object.entries(parameters).filter(([, { shown }]) => shown !== 'full');

  it.each(secretNames)('never keeps the whole value of %s, wherever it is', (name) => {
    for (const place of places) {
      expect(JSON.stringify(redact(place, name, canary))).not.toContain(canary);
    }
  });

  it.each(['code', 'code_verifier', 'client_secret', 'refresh_token'])(
    'keeps no character of %s',
    (name) => {
      expect(redact('form', name, canary)).toEqual({ place: 'form', name, length: canary.length });
    },
  );

  it('keeps no character of a value whose name it does not know', () => {
    expect(redact('form', 'constructor', canary)).not.toHaveProperty('value');
    expect(redact('JSON', 'something_new', canary)).not.toHaveProperty('value');
  });

  it('keeps no character of a cookie, even one with a harmless name', () => {
    expect(redact('cookie', 'scope', canary)).toEqual({
      place: 'cookie',
      name: 'scope',
      length: 30,
    });
  });

  it('shows the beginning of a state, and never more than a quarter of it', () => {
    expect(redact('address', 'state', canary).value).toBe('canary…');
    expect(redact('address', 'state', 'abcdefgh').value).toBe('ab…');
  });

  it('keeps harmless values whole, and cuts very long ones', () => {
    expect(redact('address', 'scope', 'openid profile').value).toBe('openid profile');
    expect(redact('address', 'scope', 'a'.repeat(5_000)).value?.length).toBeLessThan(700);
  });

  it('drops a token in the place of a harmless value', async () => {
    const jwt = await jwtWith({ sub: 'x' });
    expect(JSON.stringify(redact('JSON', 'error_description', `wrong: ${jwt}`))).not.toContain(
      'eyJ',
    );
    expect(redact('JSON', 'scope', 'Fe26.2*1*abc')).not.toHaveProperty('value');
  });
});

describe('a token', () => {
  it('is decoded claim by claim, and neither it nor its signature is kept', async () => {
    const jwt = await jwtWith({ sub: 'you', exp: 1_800_000_000, nonce: canary });
    const field = redact('JSON', 'id_token', jwt);
    expect(field.token?.header).toContainEqual({ name: 'kid', value: 'key-1' });
    expect(field.token?.claims).toContainEqual({ name: 'sub', value: 'you' });
    expect(field.token?.claims).toContainEqual({ name: 'exp', value: '1800000000' });
    const kept = JSON.stringify(field);
    for (const part of [...jwt.split('.'), canary]) expect(kept).not.toContain(part);
  });

  it('is decoded out of an Authorization header', async () => {
    const field = redact(
      'header',
      'authorization',
      `Bearer ${await jwtWith({ scp: 'Tasks.Read' })}`,
    );
    expect(field.token?.claims).toEqual([{ name: 'scp', value: 'Tasks.Read' }]);
  });

  it('that is opaque leaves nothing but its length', () => {
    expect(redact('JSON', 'access_token', canary)).toEqual({
      place: 'JSON',
      name: 'access_token',
      length: canary.length,
    });
  });

  it('inside a token is not kept', async () => {
    const inner = await jwtWith({ sub: 'inner' });
    const field = redact(
      'JSON',
      'id_token',
      await jwtWith({ idp_access_token: canary, extra: inner }),
    );
    const kept = JSON.stringify(field);
    expect(kept).not.toContain(canary);
    expect(kept).not.toContain(inner);
  });
});
