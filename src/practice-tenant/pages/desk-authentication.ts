import type { Registration, Tenant } from '../directory/model.ts';
import { checked } from './checked.ts';
import { accountTypesField } from './desk-account-types.ts';
import { type Html, html } from './html.ts';

/** What a form was sent with, to be shown again beside the problem; undefined otherwise. */
export type Entered = ReadonlyMap<string, string> | undefined;

/** The platforms of redirect URIs, each with its field, and the field's label on two pages. */
const platforms = [
  {
    name: 'redirect-uris',
    onRegister: 'Redirect URI (Web), one per line',
    onAuthentication: 'Redirect URIs (Web), one per line',
  },
  {
    name: 'single-page-redirect-uris',
    onRegister: 'Redirect URI (Single-page application), one per line',
    onAuthentication: 'Redirect URIs (Single-page application), one per line',
  },
  {
    name: 'public-client-redirect-uris',
    onRegister: 'Redirect URI (Mobile and desktop applications), one per line',
    onAuthentication: 'Redirect URIs (Mobile and desktop applications), one per line',
  },
] as const;

/** @param kept by platform, in the order above */
export const redirectUriFields = (
  label: 'onRegister' | 'onAuthentication',
  entered: Entered,
  kept: readonly (readonly string[] | undefined)[] = [],
): Html =>
  html`${platforms.map(({ name, [label]: text }, place) => {
    const uris = entered?.get(name)?.trim() ?? (kept[place] ?? []).join('\n');
    const rows = Math.max(2, uris.split('\n').length);
    return html`<label for="${name}">${text}</label>
<textarea id="${name}" name="${name}" rows="${rows}" spellcheck="false" autocapitalize="none">${uris}</textarea>
`;
  })}`;

export const authentication = (tenant: Tenant, app: Registration, entered: Entered): Html =>
  html`<form method="post" action="#authentication">
${accountTypesField(tenant, app, entered)}
${redirectUriFields('onAuthentication', entered, [app.redirectUris, app.singlePageRedirectUris, app.publicClientRedirectUris])}
<label for="front-channel-logout">Front-channel logout URL</label>
<input id="front-channel-logout" name="front-channel-logout" inputmode="url" spellcheck="false" autocapitalize="none" value="${entered?.get('front-channel-logout') ?? app.frontChannelLogoutUri ?? ''}">
<fieldset><legend>Implicit grant and hybrid flows</legend>
<label><input type="checkbox" name="implicit-access-tokens" value="yes"${checked(app.implicitGrant?.accessTokens === true)}> Access tokens (used for implicit flows)</label>
<label><input type="checkbox" name="implicit-id-tokens" value="yes"${checked(app.implicitGrant?.idTokens === true)}> ID tokens (used for implicit and hybrid flows)</label>
</fieldset>
<label><input type="checkbox" name="public-client" value="yes"${checked(app.allowPublicClient)}> Allow public client flows</label>
<p class="actions"><button name="do" value="authentication">Save authentication</button></p>
</form>`;
