import type { DemoState } from '../auth/demo-state.ts';
import { type Html, html } from './html.ts';
import { panelHtml } from './panel-html.ts';
import { traceHtml } from './trace-html.ts';
import { whoseTenantHtml } from './whose-tenant-html.ts';

/** Where it goes in a page that is rendered without a visitor. */
export const demoPlace = '<!--visitor-->';

/**
 * The live demo of one tenant type: whose tenant, who you are, what crossed the wire.
 * @param text where its trace is to be had as text
 */
export function demoHtml(state: DemoState, text = `/demo/${state.tenantType}/trace.txt`): Html {
  const { tenantType, whose, messages } = state;
  return html`<div class="demo not-content" data-tenant-type="${tenantType}" data-traced="${
    messages.length > 0 ? 'true' : 'false'
  }"> ${whoseTenantHtml[whose]} ${panelHtml(state, `/demo/${tenantType}/#result`)} <p class="demo-onward"> <a href="/tutorials/${tenantType}/">Read how it works</a> <a href="/downloads/web-app-${tenantType}-call-api.zip">Download this code</a> <a href="/demo/">Other tenant types</a> </p> ${traceHtml(state, text)} </div>`;
}
