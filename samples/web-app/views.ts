import { browserName } from './browser-name.ts';
import type { ApiReply } from './call-api.ts';
import type { Configuration } from './config.ts';
import { type Html, html } from './html.ts';
import {
  type Forbidden,
  hasAdminConsent,
  type ListedSession,
  personalTenantId,
  type SignInError,
  type SignInFields,
  SignInRequired,
  signInFields,
  tenantTypeRows,
  type User,
} from './sign-in/index.ts';

const noAppRoles = 'Azure AD B2C puts no app roles into tokens';
/** Nor can anyone add them to a group: no organization manages these accounts. */
const isPersonal = ({ tenantId }: User) => tenantId.toLowerCase() === personalTenantId;

/** The pages of the app, as HTML text. */
export function createViews({ registration, errorPages, staffGroup }: Configuration) {
  const { api, userFlows } = registration;
  const { hasAppRoles } = tenantTypeRows[registration.tenantType];
  /** Whether a link to the page makes sense. The page itself decides by the whole list of groups. */
  const isMaybeStaff = ({ groups, hasMoreGroups }: User) =>
    staffGroup !== undefined && (hasMoreGroups || groups.includes(staffGroup.toLowerCase()));

  const page = (title: string, body: Html, user?: User): string =>
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} · Web app</title>
<link rel="stylesheet" href="/public/style.css">
</head>
<body>
<header>
<nav aria-label="Main">
<a href="/">Home</a>
<a href="/profile">Profile</a>
${user?.roles.includes('Admin') && html`<a href="/admin">Admin</a>`}
${user && isMaybeStaff(user) && html`<a href="/staff">Staff</a>`}
${api && html`<a href="/call-api">Call the API</a>`}
</nav>
${user && html`<p>${user.name}</p>${signOutButton}`}
</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`.text;

  // #region buttons
  const hidden = (name: string, value: string) =>
    html`<input type="hidden" name="${name}" value="${value}">`;

  const signInButton = (fields: SignInFields = { returnTo: '/' }) => html`
<form method="post" action="/auth/sign-in">
${Object.entries(fields).map(([name, value]) => hidden(name, value))}
<button>Sign in</button>
</form>`;

  const adminConsentButton = (returnTo: string) => html`
<form method="post" action="/auth/admin-consent">
${hidden('returnTo', returnTo)}
<button class="quiet">Consent as an administrator</button>
</form>`;

  const signOutButton = html`
<form method="post" action="/auth/sign-out"><button class="quiet">Sign out</button></form>`;

  const editProfileButton =
    userFlows?.editProfile &&
    html`
<form method="post" action="/auth/sign-in">
<input type="hidden" name="returnTo" value="/profile">
<input type="hidden" name="userFlow" value="editProfile">
<button class="quiet">Edit profile</button>
</form>`;
  // #endregion buttons

  const details = (rows: Record<string, string | undefined>) => html`
<dl>${Object.entries(rows).map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>`;

  /** An error code, as a link if ERROR_PAGES tells where it is explained. */
  const explained = (code: string) =>
    errorPages === undefined
      ? html`<code>${code}</code>`
      : html`<a href="${errorPages}${code}/"><code>${code}</code></a>`;

  const time = (milliseconds: number) =>
    `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

  return {
    // #region home
    home: (user: User | undefined) =>
      user === undefined
        ? page('Welcome', html`<p>You are not signed in.</p>${signInButton()}`)
        : page('Welcome', html`<p>You are signed in as ${user.name} (${user.username}).</p>`, user),
    // #endregion home

    // #region profile
    profile(user: User) {
      const rows = {
        Name: user.name,
        Username: user.username,
        'Tenant ID': user.tenantId,
        'Object ID': user.objectId,
        Subject: user.subject,
        Issuer: user.issuer,
        Roles: user.roles.join(', ') || (hasAppRoles ? 'None' : `None: ${noAppRoles}`),
        Groups: user.hasMoreGroups
          ? 'More than the ID token can list'
          : user.groups.join(', ') || 'None in the ID token',
      };
      const sessions = html`<p><a href="/sessions">Where you're signed in</a></p>`;
      return page('Profile', html`${details(rows)}${editProfileButton}${sessions}`, user);
    },
    // #endregion profile

    // #region admin
    admin: (user: User) =>
      page('Admin', html`<p>Only users with the app role Admin can see this page.</p>`, user),
    // #endregion admin

    staff: (user: User) =>
      page('Staff', html`<p>Only members of the group Staff can see this page.</p>`, user),

    // #region sessions
    sessions(user: User, sessions: readonly ListedSession[]) {
      const rows = sessions.map(
        ({ id, isCurrent, startedAt, seenAt, userAgent }) => html`
<li>
<p><strong>${browserName(userAgent)}</strong>${isCurrent && html` (this browser)`}<br>
Signed in ${time(startedAt)}, last used ${time(seenAt)}</p>
${
  !isCurrent &&
  html`<form method="post" action="/auth/end-session">
${hidden('session', id)}${hidden('returnTo', '/sessions')}
<button class="quiet">End this session</button>
</form>`
}
</li>`,
      );
      const body = html`<ul class="sessions">${rows}</ul>
<form method="post" action="/auth/sign-out">
${hidden('everywhere', 'true')}
<button>Sign out everywhere</button>
</form>`;
      return page("Where you're signed in", body, user);
    },
    // #endregion sessions

    // #region api-reply
    apiReply(user: User, { endpoint, status, body, failure }: ApiReply) {
      const called = html`<p>The app called <code>${endpoint}</code>.`;
      if (failure)
        return page(
          'No response to show',
          html`${called} ${failure.sentence}</p><p>Error code: ${explained(failure.code)}</p>`,
          user,
        );
      const text = html`${called} It returned status ${status}.</p>
<pre tabindex="0" aria-label="The API's response">${body}</pre>`;
      return page("The API's response", text, user);
    },
    // #endregion api-reply

    goodbye: (confirmed: boolean) =>
      confirmed
        ? page(
            'You are signed out',
            html`<p>Both here and at the identity provider.</p>${signInButton()}`,
          )
        : page(
            'Goodbye',
            html`<p>You may still be signed in at the identity provider.</p>
<p><a href="/">Check whether you're still signed in here</a></p>`,
          ),

    // #region sign-in-error
    signInError(error: SignInError, returnTo: string, holdsAnswer: boolean) {
      const fields = signInFields(error, returnTo);
      const needsAdministrator = ['consent_required', 'admin_consent_missing'].includes(error.code);
      const body = html`<p>${error.why}</p><p>${error.whatToDo}</p>
${error.errorCode && html`<p>Error code: <strong>${explained(error.errorCode)}</strong></p>`}
${fields ? signInButton(fields) : html`<p><a href="${returnTo}">Try again</a></p>`}
${needsAdministrator && hasAdminConsent(registration) && adminConsentButton(returnTo)}
${!(error instanceof SignInRequired) && html`<p class="small">In the log: ${explained(error.code)}</p>`}
${holdsAnswer && html`<script src="/public/clean-address.js"></script>`}`;
      return page(error.what, body);
    },
    // #endregion sign-in-error

    // #region forbidden
    forbidden(user: User, { code, what, whatToDo, needed }: Forbidden) {
      const isRole = code === 'role_missing';
      const kind = isRole ? 'users with the app role' : 'members of the group';
      const names = needed.map((name, index) => html`${index > 0 && ' or '}<code>${name}</code>`);
      const never = isPersonal(user)
        ? 'Personal accounts have no roles or groups. Ask the people who run this app which account you can use.'
        : isRole && !hasAppRoles
          ? `${noAppRoles}, so no one can have this one. Tell the people who run this app.`
          : undefined;
      const help = never
        ? html`<p>${never}</p>`
        : html`<p>${whatToDo}</p>
<p>Have you just been given access? Sign out and sign in again, or come back in an hour.</p>`;
      const body = html`<p>You're signed in as ${user.name} (${user.username}), but this page is for ${kind} ${names}.</p>
${help}
<p><a href="/">Go to the home page</a></p>
<p class="small">In the log: ${explained(code)}</p>`;
      return page(what, body, user);
    },
    // #endregion forbidden

    notFound: () => page('Page not found', html`<p><a href="/">Go to the home page</a></p>`),

    tooManySignIns: () =>
      page(
        'Too many sign-ins from your network',
        html`<p>This app limits how many sign-ins can start in a minute. Wait a minute, then try again.</p>${signInButton()}`,
      ),

    failure: (status: number) =>
      page(
        status < 500
          ? "The app couldn't understand this request"
          : 'Something went wrong in the app',
        html`<p>Nothing was changed. <a href="/">Go to the home page</a></p>`,
      ),
  };
}
