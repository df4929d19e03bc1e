import type { DemoState, LetItFail } from '../auth/demo-state.ts';
import {
  type DemoFault,
  type DemoFaultName,
  demoFaults,
  faultGroups,
} from '../auth/faults/demo-faults.ts';
import type { DemoName } from '../scenarios/demos.ts';
import { formHtml } from './form-html.ts';
import { type Html, html } from './html.ts';

type State = Pick<DemoState, 'demoName' | 'user' | 'letItFail'>;

/** What is on, and what to do next; or the faults to choose from. Nothing in an operator's tenant. */
export function letItFailHtml(
  { demoName, user, letItFail }: State,
  returnTo: string,
): Html | false {
  if (letItFail === undefined) return false;
  const { on } = letItFail;
  if (on === undefined) return chooseHtml(letItFail, demoName, returnTo);
  const fault = demoFaults[on];
  return html`<div class="lab-notice demo-fault" data-kind="warn" id="let-it-fail" tabindex="-1"> <p><strong>You switched this fault on: ${fault.label}.</strong> ${fault.what}</p> <p>${nextHtml(fault, user !== undefined)}</p> ${switchOffHtml(demoName, returnTo)} </div>`;
}

/** @param look quiet, unless it's what to do next */
export const switchOffHtml = (demoName: DemoName, returnTo: string, { quiet = true } = {}): Html =>
  formHtml({
    action: 'let-it-fail',
    label: 'Switch it off',
    quiet,
    small: quiet,
    demoName,
    returnTo,
  });

function nextHtml({ shownBy }: DemoFault, isSignedIn: boolean): Html {
  if (shownBy === 'sign-in')
    return isSignedIn
      ? html`Sign out, sign in again, and read the trace.`
      : html`Sign in now, and read the trace.`;
  if (!isSignedIn) return html`Sign in, call the API, and read the trace.`;
  return shownBy === 'api-call'
    ? html`Call the API now, and read the trace.`
    : html`Call the API now, and read the trace. If you have called it before, sign out and in again first: the app still has its token.`;
}

function chooseHtml({ offered, suggested }: LetItFail, demoName: DemoName, returnTo: string): Html {
  const groups = faultGroups.map((group) => {
    const own = offered.filter((name) => demoFaults[name].group === group);
    return html`<optgroup label="${group}">${own.map((name) => optionHtml(name, name === suggested))}</optgroup>`;
  });
  return html`<details class="demo-faults" id="let-it-fail"${suggested && html` open`}> <summary>Let it fail</summary> <form method="post" action="/auth/let-it-fail"> <input type="hidden" name="demo" value="${demoName}"> <input type="hidden" name="returnTo" value="${returnTo}"> <div class="lab-field"> <label for="fault">What goes wrong</label> <select id="fault" name="fault">${groups}</select> </div> <button class="lab-button quiet" type="submit">Switch it on</button> </form> <p>It fails only for you, in this demo, until you switch it off, and for two hours at most. Other visitors and your own app don’t notice.</p> </details>`;
}

const optionHtml = (name: DemoFaultName, isSuggested: boolean): Html =>
  html`<option value="${name}"${isSuggested && html` selected`}>${demoFaults[name].label}</option>`;
