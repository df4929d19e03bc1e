import type { RequestHandler } from 'express';

// #region form-action
/**
 * Browsers also apply `form-action` to the redirect that follows a posted form. An app whose own policy (such as
 * helmet's) limits it couldn't send anyone to the identity provider, so those origins join it. Nothing else in
 * the policy changes, and a response without `form-action` stays as it is.
 */
export function allowFormsTo(origins: () => Promise<readonly string[]>): RequestHandler {
  return (_request, response, next) => {
    const policies = [response.getHeader('content-security-policy') ?? []].flat().map(String);
    if (!policies.some((policy) => formAction.test(policy))) return next();
    origins().then((added) => {
      const changed = policies.map((policy) => policy.replace(formAction, `$& ${added.join(' ')}`));
      const [only, ...more] = changed;
      response.setHeader('content-security-policy', more.length > 0 ? changed : (only ?? ''));
      next();
    }, next);
  };
}
// #endregion form-action

/** The directive with its sources, unless it allows no form at all. */
const formAction = /(?<=^|[;,]\s*)form-action(?!\s+'none')\b[^;,]*/i;
