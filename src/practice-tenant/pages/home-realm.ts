import { type Html, html } from './html.ts';
import { problem } from './sign-in.ts';

export interface HomeRealmOptions {
  /** Undefined where no app is waiting. */
  app: string | undefined;
  choices: readonly HomeRealmChoice[];
  /** As typed, or as the app hinted. */
  username?: string | undefined;
  error?: string | undefined;
}

export interface HomeRealmChoice {
  tenantId: string;
  name: string;
  /** The user who is signed in there, or else the domain. */
  detail: string;
}

/** Finds out where a user's account is: by its username, or from a list that the real service doesn't have. */
export function homeRealmPage({ app, choices, username, error }: HomeRealmOptions): Html {
  return html`<h1 id="title">Sign in</h1>
${app !== undefined && html`<p>to continue to <strong>${app}</strong></p>`}
${problem(error)}
<form method="post">
<label for="username">Username</label>
<input id="username" name="username" value="${username ?? ''}" autocomplete="username" autocapitalize="none" spellcheck="false" required>
<p class="actions"><button class="main">Next</button></p>
</form>
<h2 id="accounts">Or select where your account is</h2>
<form method="post">
<ul class="accounts" role="list" aria-labelledby="accounts">
${choices.map(
  ({ tenantId, name, detail }) =>
    html`<li><button name="tenant" value="${tenantId}"><strong>${name}</strong><span>${detail}</span></button></li>\n`,
)}</ul>
</form>`;
}
