import { isStopped } from '../http/visitor.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { described, type Lab, requireSignedIn, signOutOf } from './lab.ts';

const csrf: Source = {
  title: 'Cross-Site Request Forgery Prevention Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
};
const sharing: Source = {
  title: 'Cross-Origin Resource Sharing (MDN)',
  url: 'https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS',
};

const anotherSite = 'https://evil.example';
/** Another origin of the same site, whose requests SameSite cookies go with. */
const siblingOf = ({ protocol, hostname }: URL): string => `${protocol}//${hostname}:9`;

/** What pages of other origins can do with a session. */
export const otherOriginChecks: readonly Check[] = [
  {
    id: 'sign-out-by-sibling',
    family: 'Sign-out',
    title: 'A sign-out that a sibling site starts',
    tries:
      'A link, an image, and a form on another port of the same host lead to the address that signs out. For cookies, that’s the same site, like another subdomain.',
    means:
      'SameSite doesn’t protect against a site below the same domain, such as a forgotten subdomain: it can sign your users out.',
    fix: 'Check Sec-Fetch-Site or the Origin header, or a token in the form; SameSite alone isn’t enough.',
    sources: [csrf],
    async run(lab: Lab) {
      const { app, users } = lab;
      const visitor = app.visitor();
      await app.signIn(visitor, users[0]);
      await requireSignedIn(lab, visitor, users[0]);
      const { url } = await signOutOf(lab, visitor);
      const from = siblingOf(app.home);
      const leaves = (next: URL) => next.origin !== app.home.origin;
      const ways = [
        ['An image', { from, embedded: true }],
        ['A link', { from }],
        ['A form', { from, method: 'POST', fields: new URLSearchParams() }],
      ] as const;
      let seen = '';
      for (const [what, going] of ways) {
        seen = described(await visitor.go(url, going, leaves));
        if (!(await app.isSignedIn(visitor, users[0])))
          return failed(`${what} on a sibling site signed the user out.`);
      }
      return held(`The user stayed signed in: ${seen}.`);
    },
  },
  {
    id: 'shared-with-other-origins',
    family: 'Pages',
    title: 'A page that other sites may read',
    tries:
      'The page with the name is asked for with the Origin header of another site, and its Access-Control headers are looked at.',
    means: 'A script on any site reads the pages of the user who visits it.',
    fix: 'Send Access-Control-Allow-Origin only for origins that you have listed, and never repeat the Origin header unseen.',
    sources: [sharing],
    async run({ app, users }: Lab) {
      const visitor = app.visitor();
      await app.signIn(visitor, users[0]);
      const going = { headers: { origin: anotherSite } };
      const leaves = (url: URL) => url.origin !== app.home.origin;
      const result = await visitor.go(app.namePage ?? app.home, going, leaves);
      if (isStopped(result)) return held(`It showed nothing: ${described(result)}.`);
      const allowed = result.headers['access-control-allow-origin'];
      const isFull = result.headers['access-control-allow-credentials'] === 'true';
      return allowed === anotherSite && isFull
        ? failed(`It lets ${anotherSite} read the page with the user’s cookies.`)
        : held(
            allowed === undefined
              ? 'There’s no Access-Control-Allow-Origin.'
              : `Access-Control-Allow-Origin: ${allowed}, without cookies or for others.`,
          );
    },
  },
];
