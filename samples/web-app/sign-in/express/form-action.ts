import type { RequestHandler } from 'express';

// #region form-action
/**
 * Browsers also apply `form-action` to the redirect that follows a posted form. An app whose own policy (such as
 * helmet's) limits it couldn't send anyone to the identity provider, so those origins and the app's own join it, in
 * every policy: a browser allows only what all of them allow. Nothing else in a policy changes, and one without
 * `form-action` stays as it is.
 * @param origin the app's own, to which its forms also lead from 127.0.0.1
 */
export function allowFormsTo(
  origin: string,
  formOrigins: () => Promise<readonly string[]>,
): RequestHandler {
  return (_request, response, next) => {
    // A list of headers means the same as one with commas.
    const policies = response.getHeader('content-security-policy')?.toString();
    if (!policies?.match(sources)) return next();
    formOrigins().then((added) => {
      const changed = policies.replace(sources, (own) => withSources(own, [origin, ...added]));
      response.setHeader('content-security-policy', changed);
      next();
    }, next);
  };
}
// #endregion form-action

/** What follows the directive's name, in each policy. */
const sources = /(?<=(?:^|[;,])\s*form-action(?![^\s;,]))[^;,]*/gi;

/** `'none'` counts only alone, and a directive without sources means the same. */
function withSources(own: string, added: readonly string[]): string {
  const kept = own.split(/\s/).filter((source) => !/^(?:'none')?$/i.test(source));
  return ` ${[...new Set([...kept, ...added])].join(' ')}`;
}
