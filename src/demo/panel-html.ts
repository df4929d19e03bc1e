import type { DemoState } from '../auth/demo-state.ts';
import { demoFacts } from '../scenarios/demos.ts';
import { formHtml } from './form-html.ts';
import { type Html, html } from './html.ts';
import { letItFailHtml } from './let-it-fail-html.ts';
import { outcomeHtml } from './outcome-html.ts';

export type PanelState = Pick<
  DemoState,
  'demoName' | 'user' | 'outcome' | 'editsProfile' | 'callsApi' | 'hasAppRoles' | 'letItFail'
>;

/**
 * Who you are and what you can do next: on the demo's page, and in the sample pane of a tutorial step.
 * @param returnTo where every button brings you back to
 */
export function panelHtml(state: PanelState, returnTo: string): Html {
  const { demoName, user, outcome, letItFail } = state;
  // A switch has no result to come back to.
  const fault = letItFailHtml(state, returnTo.replace(/#result$/, '#let-it-fail'));
  const isOn = letItFail?.on !== undefined;
  return html`<div class="demo-panel" data-tenant-type="${demoFacts[demoName].tenantType}" data-state="${
    user ? 'signed-in' : 'signed-out'
  }"> ${isOn && fault} ${
    outcome && outcomeHtml(outcome, user?.name)
  } ${user ? signedInHtml(state, user, returnTo) : signedOutHtml(state, returnTo)} ${!isOn && fault} </div>`;
}

type User = NonNullable<DemoState['user']>;

function signedInHtml(state: PanelState, user: User, returnTo: string): Html {
  const { demoName, editsProfile, callsApi, hasAppRoles } = state;
  const form = { demoName, returnTo };
  const fields = { userFlow: 'editProfile' };
  // A long username breaks where a reader would break it.
  const parts = user.username.split(/(?=[@.])/).map((part) => html`${part}<wbr>`);
  return html`<dl class="demo-who"> <div><dt>Name</dt><dd><bdi>${user.name}</bdi></dd></div> <div><dt>Username</dt><dd><bdi>${parts}</bdi></dd></div> <div><dt>Tenant</dt><dd><code>${user.tenantId}</code></dd></div> ${hasAppRoles && accessHtml(user)} </dl> <div class="lab-actions"> ${
    callsApi && formHtml({ action: 'call-api', label: 'Call the API', ...form })
  } ${
    hasAppRoles &&
    formHtml({
      action: 'admin-page',
      label: 'Open the page for administrators',
      quiet: true,
      ...form,
    })
  } ${
    editsProfile &&
    formHtml({ action: 'sign-in', label: 'Edit profile', quiet: true, fields, ...form })
  } ${formHtml({ action: 'sign-out', label: 'Sign out', quiet: true, ...form })} </div>`;
}

const mostGroups = 5;

/** What the ID token tells about access. Groups are there only if the registration asks for them. */
function accessHtml({ roles, groups, hasMoreGroups }: User): Html {
  const more = groups.length - mostGroups;
  const shown = groups.slice(0, mostGroups).map((id) => html`<li><code>${id}</code></li>`);
  const list = html`<ul>${shown}${more > 0 && html`<li>and ${more} more</li>`}</ul>`;
  const none = hasMoreGroups ? 'more than the ID token can hold' : 'none in the ID token';
  return html`<div><dt>Roles</dt><dd>${roles.length > 0 ? roles.join(', ') : 'none'}</dd></div> <div><dt>Groups</dt><dd>${groups.length > 0 ? list : none}</dd></div>`;
}

const signedOutHtml = ({ demoName, outcome }: PanelState, returnTo: string): Html =>
  html`${
    !outcome &&
    html`<p class="demo-nobody">You aren’t signed in. Select <strong>Sign in</strong> to go to the identity provider, pick a user, and come back here.</p>`
  } ${formHtml({ action: 'sign-in', label: 'Sign in', demoName, returnTo })}`;
