import { newAttempt } from '../app/app-under-check.ts';
import { isStopped, type Page, type Stopped } from '../http/visitor.ts';
import { CannotTry } from '../verdicts/failures.ts';
import { failed, held, notTried } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { isHtml, type Lab, namePageFor, ownPages } from './lab.ts';

const headers: Source = {
  title: 'HTTP Security Response Headers Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html',
};
const browserApps: Source = {
  title: 'RFC 9700: Best Current Practice for OAuth 2.0 Security',
  url: 'https://www.rfc-editor.org/rfc/rfc9700',
};

async function namePageOf(lab: Lab): Promise<Page> {
  const visitor = lab.app.visitor();
  await lab.app.signIn(visitor, lab.users[0]);
  return namePageFor(lab, visitor);
}

/** What pages and their headers give away or let happen. */
export const pageChecks: readonly Check[] = [
  {
    id: 'tokens-in-pages',
    family: 'Pages',
    title: 'Tokens where scripts or logs find them',
    tries:
      'The pages, addresses, and cookies of a sign-in, and the pages that are linked then, are searched for the tokens that were issued.',
    means:
      'A token that reaches the browser can be read by scripts and extensions, and used from anywhere.',
    fix: 'Keep tokens on the server. In a cookie, keep a random ID or a sealed value.',
    sources: [browserApps],
    async run(lab) {
      const { app, users, practice } = lab;
      const visitor = app.visitor();
      const attempt = newAttempt();
      const result = await app.signIn(visitor, users[0], attempt);
      const name = await namePageFor(lab, visitor);
      const linked: (Page | Stopped)[] = [];
      for (const url of ownPages(lab, name))
        linked.push(await visitor.go(url, {}, (next) => next.origin !== app.home.origin));
      const tokens = (await practice.seen(attempt.id)).flatMap(({ issued }) => issued);
      if (tokens.length === 0) throw new CannotTry('No tokens were issued in this sign-in.');
      const pages = [result, name, ...linked].flatMap((each) =>
        isStopped(each) ? [] : [each.text],
      );
      const cookies = [...(await visitor.cookies(app.home)).values()];
      const places: [string, readonly string[]][] = [
        ['a page', pages],
        ['a cookie', cookies.flatMap(readings)],
        ['an address', visitor.addresses],
      ];
      const found = places.filter(([, texts]) =>
        texts.some((text) => tokens.some((token) => text.includes(token))),
      );
      return found.length > 0
        ? failed(`A token was in ${found.map(([place]) => place).join(' and ')}.`)
        : held(`None of the ${tokens.length} tokens was in a page, a cookie, or an address.`);
    },
  },
  {
    id: 'markup-in-name',
    family: 'Pages',
    title: 'HTML in a user’s name',
    tries: 'A user signs in whose display name is HTML.',
    means: 'Users can change their own name, and the script in it runs for everyone who sees it.',
    fix: 'Escape claims like any other text from outside; template engines do it unless you tell them not to.',
    sources: [headers],
    async run(lab) {
      const { app, makeUser } = lab;
      const markup = '<img src=x title=in-name>';
      const visitor = app.visitor();
      const user = await makeUser({ name: `Visitor ${markup}` });
      const result = await app.signIn(visitor, user);
      const leaves = (url: URL) => url.origin !== app.home.origin;
      const name = await visitor.go(app.namePage ?? app.home, {}, leaves);
      const pages = [result, name].flatMap((each) => (isStopped(each) ? [] : [each]));
      if (pages.some((page) => isHtml(page) && page.text.includes(markup)))
        return failed('A page contains the name as HTML.');
      return pages.some(({ text }) => text.includes('in-name'))
        ? held('The name was shown as text.')
        : notTried('No page contains the name, as HTML or as text.');
    },
  },
  {
    id: 'private-page-kept',
    family: 'Pages',
    title: 'A private page that caches keep',
    tries: 'The header Cache-Control of the page with the user’s name is looked at.',
    means: 'After sign-out, the Back button or a shared cache shows the page of the user before.',
    fix: 'Send Cache-Control: no-store with pages for signed-in users.',
    sources: [headers],
    async run(lab) {
      const value = (await namePageOf(lab)).headers['cache-control'] ?? '';
      return /no-store/i.test(value)
        ? held(`Cache-Control: ${value}.`)
        : failed(value === '' ? 'There’s no Cache-Control.' : `Cache-Control: ${value}.`);
    },
  },
  {
    id: 'framing',
    family: 'Pages',
    title: 'A page inside another site’s frame',
    tries: 'The headers that forbid framing are looked at.',
    means:
      'Another site can put the app into an invisible frame, and let users press its buttons without knowing.',
    fix: "Send Content-Security-Policy: frame-ancestors 'none', or X-Frame-Options: DENY for old browsers.",
    sources: [headers],
    async run(lab) {
      const page = (await namePageOf(lab)).headers;
      const policy = directive(page['content-security-policy'], 'frame-ancestors');
      const option = page['x-frame-options'] ?? '';
      // Browsers ignore any other value, and the header itself beside frame-ancestors.
      const isClosed =
        policy === undefined ? /^\s*(?:deny|sameorigin)\s*$/i.test(option) : !policy.includes('*');
      return isClosed
        ? held(policy === undefined ? `X-Frame-Options: ${option}` : `frame-ancestors ${policy}`)
        : failed('Neither frame-ancestors nor X-Frame-Options is there.');
    },
  },
  {
    id: 'security-headers',
    family: 'Pages',
    title: 'Missing security headers',
    tries:
      'Content-Security-Policy, X-Content-Type-Options, and Referrer-Policy of the page with the name are looked at.',
    means: 'Without them, one mistake elsewhere, such as an unescaped value, does more harm.',
    fix: 'Send a Content-Security-Policy without unsafe-inline, nosniff, and a Referrer-Policy. In Express, helmet is a start.',
    sources: [headers],
    async run(lab) {
      const page = (await namePageOf(lab)).headers;
      const policy = page['content-security-policy'];
      const scripts = directive(policy, 'script-src') ?? directive(policy, 'default-src');
      const missing = [
        ...(scripts === undefined || letsInlineScriptsRun(scripts)
          ? ['a Content-Security-Policy that stops inline scripts']
          : []),
        ...(page['x-content-type-options'] === 'nosniff'
          ? []
          : ['X-Content-Type-Options: nosniff']),
        ...(page['referrer-policy'] ? [] : ['Referrer-Policy']),
      ];
      return missing.length > 0
        ? failed(`Missing: ${missing.join(', ')}.`)
        : held('All three are there.');
    },
  },
];

/** A cookie's value as it is, and decoded where it can be. */
function readings(value: string): string[] {
  const decoded = decodedPart(value);
  return [
    value,
    decoded,
    ...decoded.split(/[.:]/).map((part) => Buffer.from(part, 'base64url').toString('utf8')),
  ];
}

function decodedPart(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The value of a directive of a Content-Security-Policy; the first one counts. */
function directive(policy: string | undefined, name: string): string | undefined {
  const found = policy
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.toLowerCase().split(/\s/)[0] === name);
  return found?.slice(name.length).trim();
}

/** Beside a nonce, a hash, or 'strict-dynamic', browsers ignore 'unsafe-inline' (CSP Level 3 §6.7.3.2). */
const letsInlineScriptsRun = (sources: string): boolean =>
  /'unsafe-inline'/i.test(sources) && !/'(?:nonce-|sha\d+-|strict-dynamic')/i.test(sources);
