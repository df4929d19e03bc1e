import { namedVersions } from '../security/named-versions.ts';

/**
 * What a coding agent has to know to answer well about a page; the page's Markdown follows it.
 * @param versions by package, as the tests ran with them
 * @param site the origin under which readers reach the pages
 */
export function promptRules(versions: Readonly<Record<string, string>>, site: URL): string {
  const known = namedVersions(versions).map(({ name, version }) => `${name} ${version}`);
  return `I’m building a web app with Microsoft sign-in, and I’m following the page of Sign-in Lab below. Help me with it.

Versions: ${known.join(', ')}, in TypeScript. Links that start with / are at ${site.origin}; add .md to a page’s address for its Markdown.

Follow these rules:

- Use the sign-in library (\`sign-in/\`) and MSAL Node as the page shows them. Don’t reimplement the protocol, and don’t switch to another library.
- Never turn off a check. State, nonce, PKCE, issuer, audience, signature, expiry, and TLS certificates are always validated, also in development.
- Keep secrets in \`.env\` or a secret store: never in code, logs, or version control. Don’t ask me for them.
- Change configuration in \`.env\` rather than in code, with the names that the page uses for variables, files, functions, claims, and error codes.
- Keep the redirect URI character for character as it’s registered.
- Use placeholders such as \`<your client ID>\` for values you don’t know; don’t invent any.
- If something isn’t on the page, say so instead of guessing, and name the Microsoft page that has it.
`;
}
