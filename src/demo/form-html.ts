import type { DemoName } from '../scenarios/demos.ts';
import { type Html, html } from './html.ts';

export interface DemoForm {
  action: 'sign-in' | 'sign-out' | 'call-api' | 'admin-page' | 'forget-trace' | 'let-it-fail';
  label: string;
  demoName: DemoName;
  returnTo: string;
  quiet?: boolean;
  small?: boolean;
  fields?: Readonly<Record<string, string>>;
}

/** A button that acts: a POST of this site's own, without any script. */
export function formHtml(form: DemoForm): Html {
  const { action, label, demoName, returnTo, quiet = false, small = false, fields } = form;
  const values = Object.entries({ demo: demoName, returnTo, ...fields });
  return html`<form method="post" action="/auth/${action}"> ${values.map(hiddenHtml)} <button class="lab-button${
    quiet && ' quiet'
  }${small && ' small'}" type="submit">${label}</button> </form>`;
}

const hiddenHtml = ([name, value]: [string, string]): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;
