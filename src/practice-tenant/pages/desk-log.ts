import type { Registration, User } from '../directory/model.ts';
import type { SignInEntry } from '../directory/sign-in-log.ts';
import { clockDifference } from './desk-clock.ts';
import { fold } from './fold.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

export interface LoggedSignIns {
  log: readonly SignInEntry[];
  registrations: readonly Registration[];
  users: readonly User[];
  /** The site that explains the error codes. */
  siteOrigin: string;
}

export const appName = ({ registrations }: LoggedSignIns, id: string | undefined): string =>
  registrations.find(({ clientId }) => clientId === id)?.name ?? id ?? '';

export const userName = ({ users }: LoggedSignIns, id: string | undefined): string =>
  users.find(({ objectId }) => objectId === id)?.username ?? id ?? '';

function compared({ comparison }: SignInEntry): Html {
  if (comparison === undefined) return html``;
  const { name, sent = 'nothing', registered } = comparison;
  return html`<br>Sent as ${name}: ${sent}. Registered: ${registered.join(', ') || 'nothing'}.`;
}

const requested = ({ endpoint, userFlow = '', asked = {} }: SignInEntry): Html =>
  html`${`${endpoint} ${userFlow}`.trim()}${Object.entries(asked).map(
    ([name, value]) => html`<br><code>${name}=${value}</code>`,
  )}`;

/** Two sign-ins, from the page to the tokens. */
const entriesOpen = 6;

/** The newest entries, and the older ones folded. */
export function signInLog(desk: LoggedSignIns): Html {
  const newest = desk.log.slice(0, entriesOpen);
  const older = desk.log.slice(entriesOpen);
  return html`${logTable('Sign-in log', desk, newest)}
${
  older.length > 0 &&
  fold(
    {
      id: 'older',
      heading: html`<h3>Older entries</h3>`,
      state: String(older.length),
      open: false,
    },
    logTable('Older entries', desk, older),
  )
}`;
}

const logTable = (label: string, desk: LoggedSignIns, entries: readonly SignInEntry[]): Html =>
  table(
    label,
    ['Time', 'Request', 'User', 'App', 'Status', 'Error code'],
    entries.map((entry) => [
      html`<time>${entry.time}</time>${entry.clockOffset !== undefined && html`<small>Clock ${clockDifference(entry.clockOffset)} this machine’s</small>`}`,
      requested(entry),
      userName(desk, entry.user),
      appName(desk, entry.clientId),
      entry.outcome,
      entry.code === undefined
        ? ''
        : html`<a href="${desk.siteOrigin}/errors/${entry.code}/"><strong>${entry.code}</strong></a> ${entry.text ?? ''}${compared(entry)}`,
    ]),
  );
