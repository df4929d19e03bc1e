import { explainClaim, explainHeaderField } from '../auth/explanations/claims.ts';
import { messageTexts } from '../auth/explanations/messages.ts';
import { explainParameter } from '../auth/explanations/parameters.ts';
import type { Claim, Field, Kind, Message } from '../auth/messages/message.ts';
import { isFailure } from './failed-message.ts';
import { type Html, html } from './html.ts';
import { messageCode } from './message-code.ts';
import { claimOf, keptOf, meaningOf, whenOf, whoOf } from './message-words.ts';
import { pretty } from './pretty.ts';
import { readableClaim } from './readable-claim.ts';
import { leadsBack } from './sequence-picture.ts';
import { shortAddress } from './short-address.ts';

/** Where a message belongs. */
export interface InTrace {
  /** Its place in the whole trace, from 1. */
  number: number;
  /** When the first message was sent that the app saw. */
  first: number;
  tenantType: string;
  /** Shown open on its own, away from the trace, which has the anchor. */
  alone?: boolean;
  /** The name of the token that was rejected: it's shown before all else. */
  rejected?: string | undefined;
}

/** An arrow of the diagram. It opens to what the message carried, each value with its explanation. */
export function messageHtml(message: Message, place: InTrace): Html {
  const { from, to, method, status, address, fields, body, kind } = message;
  const { number, first, tenantType, alone = false, rejected } = place;
  const { title, why } = messageTexts[kind];
  const who = whoOf(message);
  const wire = [method, status, address && shortAddress(address)].filter(Boolean).join(' ');
  const about = fields.filter(({ name }) => name === rejected);
  const others = fields.filter(({ name }) => name !== rejected);
  const values = fields.filter(({ token }) => token === undefined);
  const stays = from === to;
  return html`<li${!alone && html` id="message-${number}"`} data-from="${from}"${!stays && html` data-to="${to}"`}${
    leadsBack(from, to) && html` data-back`
  } data-kind="${kind}"${isFailure(message) && html` class="trace-failed"`}> <details${alone && html` open`}> <summary> <span class="number" aria-hidden="true">${number}</span> <span class="label"> <span class="sr-only">${who}: </span> <span class="title">${title}</span> ${
    wire !== '' && html`<code>${wire}</code>`
  } </span> <span class="${stays ? 'stays' : 'arrow'}" aria-hidden="true"></span> </summary> <div class="trace-opened"> <p class="who">${who} · ${whenOf(message, first)}</p> <p>${why}</p> ${linksHtml(kind, tenantType)} ${
    address !== undefined && html`<p class="address"><code>${method ?? ''} ${address}</code></p>`
  } ${about.flatMap((field) => tokenHtml(field, false))} ${values.length > 0 && html`<dl>${values.map(valueHtml)}</dl>`} ${others.flatMap((field) => tokenHtml(field, alone))} ${
    body !== undefined && jsonHtml(body)
  } </div> </details> </li>`;
}

const valueHtml = (field: Field): Html =>
  html`<div> <dt> <code>${field.name}</code> <span class="place">${field.place}</span> </dt> <dd class="value${
    field.value === undefined && ' gone'
  }">${keptOf(field)}</dd> <dd>${meaningOf(field)}</dd> </div>`;

/** For a token that the reader has, which the trace never shows. */
const inspector = html`<a href="/tokens/">Open the token inspector</a>`;

/**
 * One token, claim by claim. The token itself isn't here: it was dropped before anything was stored.
 * @param folds whether its claims are folded, so that what follows is in view
 */
function tokenHtml({ name, token }: Field, folds: boolean): Html[] {
  if (token === undefined) return [];
  const part = (title: string, list: readonly Claim[], explain: typeof explainClaim) =>
    html`<table> <caption>${title}</caption> <thead class="sr-only"> <tr><th scope="col">Claim</th><th scope="col">Value</th><th scope="col">What it means</th></tr> </thead> <tbody>${list.map((claim) => claimHtml(claim, explain))}</tbody> </table>`;
  const about = explainParameter(name).text;
  const title = html`<code>${name}</code>, decoded.`;
  const parts = html`${part('Header', token.header, explainHeaderField)}${part('Claims', token.claims, explainClaim)}`;
  return [
    folds
      ? html`<details class="token"> <summary class="token-fold">${title}</summary> <p>${about}</p> ${parts} </details>`
      : html`<div class="token"> <p class="token-name">${title} ${about} ${inspector}</p> ${parts} </div>`,
  ];
}

function claimHtml(claim: Claim, explain: typeof explainClaim): Html {
  const time = readableClaim(claim);
  const value =
    claim.value === undefined ? html`${claimOf(claim)}` : html`<code>${claim.value}</code>`;
  return html`<tr> <th scope="row"><code>${claim.name}</code></th> <td>${value}${
    time !== undefined && html`<span class="readable"> ${time}</span>`
  }</td> <td>${explain(claim.name).text}</td> </tr>`;
}

/** An API's response. It is short: the trace keeps a few thousand characters at most. */
export const jsonHtml = (text: string): Html => html`<pre class="demo-json">${pretty(text)}</pre>`;

const conceptNames = {
  authority: 'The authority',
  consent: 'Consent and scopes',
  credentials: 'Credentials',
  'pkce-state-nonce': 'PKCE, state, and nonce',
  sessions: 'Sessions and token caches',
  'sign-out': 'Sign-out',
  tokens: 'Tokens',
};
const stepNames = {
  configure: 'Configure',
  'sign-in': 'Sign in',
  'sign-out': 'Sign out',
  'call-api': 'Call an API',
};

/** From a message to the lines that did it, to the step that explains them, and to the concept page. */
function linksHtml(kind: Kind, tenantType: string): Html | false {
  const { concept, step } = messageTexts[kind];
  const code = messageCode(kind);
  if (!code && !concept && !step) return false;
  return html`<ul class="more" aria-label="More about this message"> ${
    code && html`<li>Code: <a href="${code.href}"><code>${code.file}</code>, ${code.lines}</a></li>`
  } ${
    step && html`<li>Step: <a href="/tutorials/${tenantType}/${step}/">${stepNames[step]}</a></li>`
  } ${
    concept &&
    html`<li>How it works: <a href="/how-it-works/${concept}/">${conceptNames[concept]}</a></li>`
  } </ul>`;
}
