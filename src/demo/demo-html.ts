import type { DemoState } from '../auth/demo-state.ts';
import { demoFacts } from '../scenarios/demos.ts';
import { accountTypesHtml } from './account-types-html.ts';
import { type Html, html } from './html.ts';
import { panelHtml } from './panel-html.ts';
import { traceHtml } from './trace-html.ts';
import { whoseTenantHtml } from './whose-tenant-html.ts';

/** Where it goes in a page that is rendered without a visitor. */
export const demoPlace = '<!--visitor-->';

/**
 * A live demo: whose tenant, who you are, what crossed the wire.
 * @param text where its trace is to be had as text
 */
export function demoHtml(state: DemoState, text = `/demo/${state.demoName}/trace.txt`): Html {
  const { demoName, whose, messages } = state;
  const { tenantType, guide } = demoFacts[demoName];
  return html`<div class="demo not-content" data-demo="${demoName}" data-tenant-type="${tenantType}" data-traced="${
    messages.length > 0 ? 'true' : 'false'
  }"> ${accountTypesHtml(state)} ${whoseTenantHtml(whose, state)} ${panelHtml(state, `/demo/${demoName}/#result`)} <p class="demo-onward"> <a href="${guide}">Read how it works</a> <a href="/downloads/web-app-${tenantType}-call-api.zip">Download this code</a> <a href="/demo/">Other tenant types</a> </p> ${traceHtml(state, { text })} </div>`;
}
