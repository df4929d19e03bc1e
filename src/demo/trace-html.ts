import type { DemoState } from '../auth/demo-state.ts';
import { type DemoName, demoFacts } from '../scenarios/demos.ts';
import { formHtml } from './form-html.ts';
import { type Html, html } from './html.ts';
import { messageHtml } from './message-html.ts';
import { firstSeen, phaseOf } from './message-words.ts';
import { lanesHtml, sequenceHtml } from './sequence-html.ts';
import { tracePhases } from './trace-phases.ts';
import { traceRule } from './trace-text.ts';

interface TraceOptions {
  /** Where the same trace is to be had as text. */
  text: string;
  /** Which phases are open at first: the latest and those that failed, or none. */
  open?: 'latest' | 'none';
}

/**
 * The trace as a sequence diagram, in phases that open and close. Its markup is an ordered list in each
 * phase, which is what a screen reader reads: "Browser to App: You ask the app to sign you in, POST
 * /auth/sign-in". The numbers run through all phases.
 */
export const traceHtml = (
  { messages, demoName }: Pick<DemoState, 'messages' | 'demoName'>,
  { text, open = 'latest' }: TraceOptions,
): Html =>
  html`<section class="trace not-content" aria-labelledby="trace"> <h2 id="trace" tabindex="-1">Trace</h2> ${
    messages.length === 0
      ? nothing
      : html`<p>Everything that crossed the wire, in order. Open a phase to see its messages. Open a message to read what it carried, why, and which lines of code sent or handled it. ${traceRule}</p> ${toolsHtml(text, demoName)} <div class="sequence"> ${lanesHtml} ${phasesHtml(messages, demoName, open)} </div>`
  } </section>`;

function phasesHtml(
  messages: DemoState['messages'],
  demoName: DemoName,
  open: 'latest' | 'none',
): Html[] {
  const { tenantType } = demoFacts[demoName];
  const first = firstSeen(messages);
  const phases = tracePhases(messages);
  return phases.map((phase, index) => {
    const isOpen = open === 'latest' && (phase.failed || index === phases.length - 1);
    const rows = phase.messages.map((message, place) =>
      messageHtml(message, { number: phase.first + place, first, tenantType }),
    );
    return html`<details class="trace-phase"${phase.failed && html` data-failed`}${isOpen && html` open`}> <summary><h3>${phase.title}</h3> <span class="outcome">${phaseOf(phase)}</span></summary> <ol start="${phase.first}">${rows}</ol> </details>`;
  });
}

const nothing = html`<p>There’s no trace. Once you sign in or call the API, every message appears here in order, ready to open and read.</p> ${sequenceHtml({ caption: 'What to expect, in short.' })}`;

/** The whole trace as text: a page of its own, and with JavaScript a button that copies it. And its end. */
const toolsHtml = (address: string, demoName: DemoName): Html =>
  html`<div class="trace-tools print:hidden"> ${scriptButton('data-open-trace', 'Open all')} ${scriptButton('data-close-trace', 'Close all')} <button class="lab-button quiet small needs-script" type="button" data-copy-trace="${address}">Copy as text</button> <a href="${address}">Open as text</a> ${forgetHtml(demoName)} <span role="status" data-copy-said></span> </div>`;

const scriptButton = (attribute: string, label: string): Html =>
  html`<button class="lab-button quiet small needs-script" type="button" ${attribute}>${label}</button>`;

const forgetHtml = (demoName: DemoName): Html =>
  formHtml({
    action: 'forget-trace',
    label: 'Forget this trace',
    quiet: true,
    small: true,
    demoName,
    returnTo: `/demo/${demoName}/#trace`,
  });
