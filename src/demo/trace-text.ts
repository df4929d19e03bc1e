import { explainClaim, explainHeaderField } from '../auth/explanations/claims.ts';
import { messageTexts } from '../auth/explanations/messages.ts';
import { explainParameter } from '../auth/explanations/parameters.ts';
import type { Claim, Field, Message } from '../auth/messages/message.ts';
import { messageCode } from './message-code.ts';
import { claimOf, firstSeen, keptOf, meaningOf, phaseOf, whenOf, whoOf } from './message-words.ts';
import { pretty } from './pretty.ts';
import { readableClaim } from './readable-claim.ts';
import { type Phase, tracePhases } from './trace-phases.ts';

/** What the page shows above the trace; the text version has it too. */
export const traceRule =
  'The trace never keeps codes, secrets, cookies, or tokens; it shows tokens decoded. It keeps values about you only while you’re signed in.';

/** A trace as plain text: the messages as stored, so redacted already, in the words of the page. */
export function traceText(name: string, messages: readonly Message[]): string {
  const first = firstSeen(messages);
  const head = [`Trace of a sign-in: ${name}`, traceRule];
  const body = tracePhases(messages).map((phase) => phaseText(phase, first));
  if (body.length === 0) body.push('There’s no trace.');
  return `${[head.join('\n'), ...body].join('\n\n')}\n`;
}

function phaseText(phase: Phase, first: number): string {
  const title = `${phase.title}: ${phaseOf(phase)}`;
  const messages = phase.messages.map((message, index) =>
    messageText(message, phase.first + index, first),
  );
  return [`${title}\n${'='.repeat(title.length)}`, ...messages].join('\n\n');
}

function messageText(message: Message, number: number, first: number): string {
  const { kind, method, status, address, fields, body } = message;
  const code = messageCode(kind);
  const wire = [method, status, address].filter((one) => one !== undefined).join(' ');
  const lines = [
    wire,
    whenOf(message, first),
    messageTexts[kind].why,
    code && `Code: ${code.file}, ${code.lines}`,
    ...fields.flatMap(fieldText),
    body !== undefined && `Body:\n${indented(pretty(body))}`,
  ];
  const title = `${number}. ${whoOf(message, ' → ')}: ${messageTexts[kind].title}`;
  return [
    title,
    ...lines.filter((line) => line !== '' && line).map((line) => indented(`${line}`)),
  ].join('\n');
}

function fieldText(field: Field): string[] {
  const { name, place, token } = field;
  if (token === undefined)
    return [
      `${name} (${place}): ${keptOf(field).replace(/\s*[\r\n]+\s*/g, ' ')}`,
      indented(meaningOf(field)),
    ];
  return [
    `${name} (${place}), decoded`,
    indented(explainParameter(name).text),
    indented('Header'),
    ...token.header.map((claim) => claimText(claim, explainHeaderField)),
    indented('Claims'),
    ...token.claims.map((claim) => claimText(claim, explainClaim)),
  ];
}

function claimText(claim: Claim, explain: typeof explainClaim): string {
  const time = readableClaim(claim);
  const value = `${claim.name}: ${claimOf(claim)}${time ? ` (${time})` : ''}`;
  return `    ${value}\n      ${explain(claim.name).text}`;
}

const indented = (text: string): string => text.replace(/^/gm, '  ');
