import { type GroupKind, groupKinds, groupKindsOf } from '../directory/groups-claim.ts';
import type { Registration, Tenant } from '../directory/model.ts';
import { optionalClaimsOf, type TokenKind } from '../directory/optional-claims.ts';
import { checked } from './checked.ts';
import { fold } from './fold.ts';
import { type Html, html } from './html.ts';

const claimsOf = ({ optionalClaims }: Registration, kind: TokenKind): readonly string[] =>
  optionalClaims?.[kind] ?? [];

/** Every claim that the app asks for in addition. */
export const claimsAskedFor = (app: Registration): string[] => [
  ...(groupKindsOf(app).length > 0 ? ['groups'] : []),
  ...new Set([...claimsOf(app, 'idToken'), ...claimsOf(app, 'accessToken')]),
];

/** The admin center's words for what "Add groups claim" can ask for. */
const groupKindNames: Readonly<Record<GroupKind, string>> = {
  SecurityGroup: 'Security groups',
  DirectoryRole: 'Directory roles',
  All: 'All groups (not those assigned to the application)',
  ApplicationGroup: 'Groups assigned to the application',
};

export function tokenConfiguration({ hasGroups }: Tenant, app: Registration): Html {
  return html`<form method="post" action="#token-configuration">
${optionalClaims(app, 'idToken', 'Optional claims in ID tokens')}
${optionalClaims(app, 'accessToken', 'Optional claims in access tokens for this API')}
${
  hasGroups &&
  html`<fieldset><legend>Add groups claim</legend>
${groupKinds.map(
  (kind) =>
    html`<label><input type="checkbox" name="groups-claim-${kind}" value="yes"${checked(groupKindsOf(app).includes(kind))}> ${groupKindNames[kind]}</label>
`,
)}</fieldset>`
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
