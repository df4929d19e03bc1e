import type { DemoState } from '../auth/demo-state.ts';
import { type DemoName, demoFacts } from '../scenarios/demos.ts';
import { formHtml } from './form-html.ts';
import { type Html, html } from './html.ts';
import { messagesHtml } from './message-html.ts';
import { lanesHtml, sequenceHtml } from './sequence-html.ts';
import { traceRule } from './trace-text.ts';

/**
 * The trace as a sequence diagram. Its markup is an ordered list, which is what a screen reader reads:
 * "Browser to App: You ask the app to sign you in, POST /auth/sign-in".
 * @param text where the same trace is to be had as text
 */
export const traceHtml = (
  { messages, demoName }: Pick<DemoState, 'messages' | 'demoName'>,
  text: string,
): Html =>
  html`<section class="trace not-content" aria-labelledby="trace"> <h2 id="trace" tabindex="-1">Trace</h2> ${
    messages.length === 0
      ? nothing
      : html`<p>Everything that crossed the wire, in order. Open a message to read what it carried, why, and which lines of code sent or handled it. ${traceRule}</p> ${toolsHtml(text, demoName)} <div class="sequence"> ${lanesHtml} <ol>${messagesHtml(messages, demoFacts[demoName].tenantType)}</ol> </div>`
  } </section>`;

const nothing = html`<p>There’s no trace. Once you sign in or call the API, every message appears here in order, ready to open and read.</p> ${sequenceHtml({ caption: 'What to expect, in short.' })}`;

/** The whole trace as text: a page of its own, and with JavaScript a button that copies it. And its end. */
const toolsHtml = (address: string, demoName: DemoName): Html =>
  html`<div class="trace-tools print:hidden"> <button class="lab-button quiet small needs-script" type="button" data-copy-trace="${address}">Copy as text</button> <a href="${address}">Open as text</a> ${forgetHtml(demoName)} <span role="status" data-copy-said></span> </div>`;

const forgetHtml = (demoName: DemoName): Html =>
  formHtml({
    action: 'forget-trace',
    label: 'Forget this trace',
    quiet: true,
    small: true,
    demoName,
    returnTo: `/demo/${demoName}/#trace`,
  });
