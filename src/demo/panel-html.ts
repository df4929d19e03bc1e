import type { DemoState } from '../auth/demo-state.ts';
import { demoFacts } from '../scenarios/demos.ts';
import { formHtml } from './form-html.ts';
import { type Html, html } from './html.ts';
import { outcomeHtml } from './outcome-html.ts';

export type PanelState = Pick<
  DemoState,
  'demoName' | 'user' | 'outcome' | 'editsProfile' | 'callsApi'
>;

/**
 * Who you are and what you can do next: on the demo's page, and in the sample pane of a tutorial step.
 * @param returnTo where every button brings you back to
 */
export function panelHtml(state: PanelState, returnTo: string): Html {
  const { demoName, user, outcome } = state;
  return html`<div class="demo-panel" data-tenant-type="${demoFacts[demoName].tenantType}" data-state="${
    user ? 'signed-in' : 'signed-out'
  }"> ${outcome && outcomeHtml(outcome, user?.name)} ${
    user ? signedInHtml(state, user, returnTo) : signedOutHtml(state, returnTo)
  } </div>`;
}

type User = NonNullable<DemoState['user']>;

function signedInHtml(state: PanelState, user: User, returnTo: string): Html {
  const { demoName, editsProfile, callsApi } = state;
  const form = { demoName, returnTo };
  const fields = { userFlow: 'editProfile' };
  // A long username breaks where a reader would break it.
  const parts = user.username.split(/(?=[@.])/).map((part) => html`${part}<wbr>`);
  return html`<dl class="demo-who"> <div><dt>Name</dt><dd><bdi>${user.name}</bdi></dd></div> <div><dt>Username</dt><dd><bdi>${parts}</bdi></dd></div> <div><dt>Tenant</dt><dd><code>${user.tenantId}</code></dd></div> </dl> <div class="lab-actions"> ${
    callsApi && formHtml({ action: 'call-api', label: 'Call the API', ...form })
  } ${
    editsProfile &&
    formHtml({ action: 'sign-in', label: 'Edit profile', quiet: true, fields, ...form })
  } ${formHtml({ action: 'sign-out', label: 'Sign out', quiet: true, ...form })} </div>`;
}

const signedOutHtml = ({ demoName, outcome }: PanelState, returnTo: string): Html =>
  html`${
    !outcome &&
    html`<p class="demo-nobody">You aren’t signed in. Select <strong>Sign in</strong> to go to the identity provider, pick a user, and come back here.</p>`
  } ${formHtml({ action: 'sign-in', label: 'Sign in', demoName, returnTo })}`;
