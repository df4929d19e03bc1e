import { describe, expect, test } from 'vitest';
import { expressTarget, zipTarget } from './express-target.ts';
import type { Answer, Forgery } from './provider.ts';
import { stage } from './running.ts';

const staff = '0a0a0a0a-0000-4000-8000-00000000000a';
const minutes = 60_000;
const withClaims = (changes: object): Forgery => ({
  claims: (claims) => ({ ...claims, ...changes }),
});
const overage = withClaims({ _claim_names: { groups: 'src1' } });
const text = (body: string, more: Partial<Answer> = {}): Answer => ({ body, ...more });

// Only the sample has pages for some of its users; the live demo shows its page to everyone.
describe.each([expressTarget, zipTarget])('who may see a page of the $name', (target) => {
  const on = stage(target, { environment: { STAFF_GROUP: staff } });

  test('R1 a role opens its page, and nothing but that role does', async () => {
    on.provider.forge = withClaims({ roles: ['Admin'] });
    await on.visitor.signIn();
    expect((await on.visitor.open('/admin')).status).toBe(200);
    for (const roles of [[], ['admin'], ['Admin '], ['Administrator'], ['Reader', 'Adm']]) {
      on.provider.forge = withClaims({ roles });
      await on.visitor.signIn();
      expect((await on.visitor.open('/admin')).status, String(roles)).toBe(403);
    }
  });

  test('R2 a name that looks like markup stays text on the page of a refusal', async () => {
    on.provider.forge = withClaims({ name: '<script>alert(1)</script>', roles: ['<b>'] });
    await on.visitor.signIn();
    const page = await on.visitor.open('/admin');
    expect(page.status).toBe(403);
    expect(page.text).not.toMatch(/<script|<b>/);
  });

  test('R3 a role that was taken away stops working after an hour, in a session that goes on', async () => {
    on.provider.forge = withClaims({ roles: ['Admin'] });
    await on.visitor.signIn();
    on.provider.forge = {};
    await on.app.moveClock(50 * minutes);
    expect((await on.visitor.open('/admin')).status).toBe(200);
    on.provider.forge = { claims: (claims) => ({ ...claims, ...timesIn(61) }) };
    await on.app.moveClock(61 * minutes);
    expect((await on.visitor.open('/admin')).status).toBe(403);
    expect(await on.visitor.isSignedIn()).toBe(true);
  });

  test.each<[string, () => Answer | Promise<Answer>]>([
    ['is down', () => text('', { status: 503 })],
    ['returns nonsense', () => text('<html>')],
  ])('R4 an old role opens nothing while the token endpoint %s', async (_, answer) => {
    on.provider.forge = withClaims({ roles: ['Admin'] });
    await on.visitor.signIn();
    await on.app.moveClock(50 * minutes);
    await on.visitor.isSignedIn();
    const broken = await answer();
    on.provider.forge = { token: () => broken };
    await on.app.moveClock(61 * minutes);
    const page = await on.visitor.open('/admin');
    expect(page.status).toBeGreaterThanOrEqual(502);
    expect(page.text).toMatch(/<h1[^>]*>[^<]{8,}<\/h1>/);
  });

  test('R5 a member whose groups are too many for the ID token sees the page', async () => {
    on.provider.forge = {
      ...overage,
      graph: () => ({ value: [{ id: staff }] }),
    };
    await on.visitor.signIn();
    expect((await on.visitor.open('/staff')).status).toBe(200);
    expect((await on.visitor.open('/staff')).status).toBe(200);
    expect(on.provider.askedFor('/v1.0/me/')).toHaveLength(1);
  });

  const many = Array.from({ length: 10_000 }, (_, place) => ({ id: `g${place}` }));
  test.each<[string, () => object]>([
    ['is down', () => text('', { status: 503 })],
    ['returns HTML', () => text('<html>')],
    ['returns 10,000 groups at once', () => ({ value: [{ id: staff }, ...many] })],
    [
      'points elsewhere',
      () => ({ value: [{ id: staff }], '@odata.nextLink': 'https://evil.example/' }),
    ],
    [
      'never ends',
      () => ({
        value: [{ id: staff }],
        '@odata.nextLink': `${on.provider.origin}/v1.0/me/${on.provider.asked.length}`,
      }),
    ],
    [
      'leads in a circle',
      () => ({ value: [{ id: staff }], '@odata.nextLink': `${on.provider.origin}/v1.0/me/` }),
    ],
  ])('R6 a Microsoft Graph that %s lets no one in, and gets few requests', async (_, graph) => {
    on.provider.forge = { ...overage, graph: () => ({ ...graph() }) };
    await on.visitor.signIn();
    const page = await on.visitor.open('/staff');
    expect([403, 503]).toContain(page.status);
    expect(page.text).toMatch(/groups/);
    expect(on.provider.askedFor('/v1.0/me/').length).toBeLessThanOrEqual(20);
    expect(await on.visitor.isSignedIn()).toBe(true);
  });

  test('R7 no token is sent to a Graph host that the metadata makes up', async () => {
    on.provider.forge = {
      ...overage,
      discovery: (document) => ({ ...document, msgraph_host: 'evil.example' }),
    };
    // Metadata is kept for an hour, also what an earlier test has read.
    await on.app.moveClock(200 * minutes);
    on.provider.forge.claims = (claims) => ({
      ...claims,
      ...timesIn(200),
      _claim_names: { groups: 'src1' },
    });
    await on.visitor.signIn();
    const page = await on.visitor.open('/staff');
    expect(page.status).toBe(503);
    expect(on.app.output()).toContain('evil.example');
  });
});

/** Times of a token for an app whose clock is that many minutes ahead. */
function timesIn(ahead: number) {
  const seconds = Math.floor(Date.now() / 1000) + ahead * 60;
  return { iat: seconds, nbf: seconds, exp: seconds + 3600 };
}
