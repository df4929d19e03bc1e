import type { Outcome } from '../auth/messages/message.ts';
import { errorPath } from '../error-codes/error-code.ts';
import { type Html, html } from './html.ts';
import { jsonHtml } from './message-html.ts';

/**
 * The result of the last action. Redirects lead to #result, so that focus lands here.
 * @param name the user's name, when signed in
 */
export const outcomeHtml = (outcome: Outcome, name: string | undefined): Html =>
  html`<div class="lab-notice demo-outcome" data-kind="${kindOf(outcome)}" id="result" tabindex="-1" role="status"> ${wordsOf(outcome, name)} </div>`;

function kindOf(outcome: Outcome): 'ok' | 'warn' | 'danger' {
  if (outcome.kind === 'api')
    return outcome.status !== undefined && outcome.status < 400 ? 'ok' : 'danger';
  return outcome.kind === 'signed-out' && !outcome.confirmed ? 'warn' : 'ok';
}

function wordsOf(outcome: Outcome, name: string | undefined): Html {
  switch (outcome.kind) {
    case 'signed-in':
      return html`<p><strong>You are signed in</strong> as <bdi>${name}</bdi>.</p>`;
    case 'admin-page':
      return html`<p><strong>This page is for administrators</strong>, and you see it because your ID token has the app role <code>Admin</code>. <a href="/guides/roles-and-groups/">Roles and groups</a></p>`;
    case 'signed-out':
      return outcome.confirmed
        ? html`<p><strong>You are signed out</strong>, both here and at the identity provider. The next sign-in asks who you are again.</p>`
        : html`<p><strong>You are signed out of this app.</strong> The identity provider hasn’t confirmed that it ended its own session too, so the next sign-in may not ask who you are.</p>`;
    case 'api':
      return apiHtml(outcome);
  }
}

function apiHtml({ failure, status, endpoint, body }: Outcome & { kind: 'api' }): Html {
  const why =
    failure &&
    html`<p><strong>No response to show</strong> for <code>GET ${endpoint}</code></p> <p>${failure.sentence}</p> <p>Error code: <a href="${errorPath(failure.code)}"><code>${failure.code}</code></a></p>`;
  const answer =
    status !== undefined &&
    html`<p><strong>The API returned status ${status}</strong> for <code>GET ${endpoint}</code></p> ${jsonHtml(body)}`;
  return html`${why} ${answer}`;
}
