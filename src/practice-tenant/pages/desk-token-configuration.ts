import type { Registration, Tenant } from '../directory/model.ts';
import { optionalClaimsOf, type TokenKind } from '../directory/optional-claims.ts';
import { checked } from './checked.ts';
import { fold } from './fold.ts';
import { type Html, html } from './html.ts';

const claimsOf = ({ optionalClaims }: Registration, kind: TokenKind): readonly string[] =>
  optionalClaims?.[kind] ?? [];

/** Every claim that the app asks for in addition. */
export const claimsAskedFor = (app: Registration): string[] => [
  ...(app.groupsClaim === true ? ['groups'] : []),
  ...new Set([...claimsOf(app, 'idToken'), ...claimsOf(app, 'accessToken')]),
];

export function tokenConfiguration({ isWorkforce }: Tenant, app: Registration): Html {
  return html`<form method="post" action="#token-configuration">
${optionalClaims(app, 'idToken', 'Optional claims in ID tokens')}
${optionalClaims(app, 'accessToken', 'Optional claims in access tokens for this API')}
${
  isWorkforce &&
  html`<label><input type="checkbox" name="groups-claim" value="yes"${checked(app.groupsClaim === true)}> Add groups claim</label>`
}
<p class="actions"><button name="do" value="token-configuration">Save the token configuration</button></p>
</form>`;
}

/** Open if one is set; and if the app asks for nothing yet, because then there's nothing else to see. */
function optionalClaims(app: Registration, kind: TokenKind, label: string): Html {
  const set = claimsOf(app, kind);
  const open = set.length > 0 || claimsAskedFor(app).length === 0;
  return fold(
    {
      id: `optional-${kind}`,
      heading: html`<h3>${label}</h3>`,
      state: set.join(', ') || 'none',
      open,
    },
    html`<fieldset class="columns"><legend class="unseen">${label}</legend>
${optionalClaimsOf(kind).map(
  (name) =>
    html`<label><input type="checkbox" name="${kind}-${name}" value="yes"${checked(set.includes(name))}> ${name}</label>
`,
)}</fieldset>`,
  );
}
