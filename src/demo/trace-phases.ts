import type { Kind, Message } from '../auth/messages/message.ts';

/** What happened between two buttons: the messages from when you asked for something until you had it, or didn't. */
export interface Phase {
  title: string;
  /** How it ended: "signed in", "status 200", "failed: id_token_nonce". */
  outcome: string;
  failed: boolean;
  /** The number of its first message in the whole trace, from 1. */
  first: number;
  messages: readonly Message[];
}

interface PhaseName {
  title: string;
  /** How it ended, by the kind of the last message that tells. */
  ends: Partial<Record<Kind, (message: Message) => string | undefined>>;
  /** If no message tells. */
  otherwise?: string;
}

const status = ({ status = 0 }: Message): string => `status ${status}`;

const signIn: PhaseName = {
  title: 'Sign-in',
  ends: {
    'signed-in': () => 'signed in',
    unchanged: () => 'nothing changed',
    'used-before': () => 'response used before',
  },
};
const profileEdit: PhaseName = {
  title: 'Profile edit',
  ends: { ...signIn.ends, 'signed-in': () => 'new ID token' },
};
const apiCall: PhaseName = {
  title: 'API call',
  ends: { 'api-answer': status, unreachable: () => 'no usable response' },
};
const adminPage: PhaseName = {
  title: 'Page for administrators',
  ends: { 'admin-page-answer': () => 'page shown' },
};
const renewal: PhaseName = {
  title: 'Renewal',
  ends: {
    'refresh-answer': () => 'new tokens',
    'provider-error': () => 'refused',
    unreachable: () => 'no usable response',
  },
};
/** Where there's no identity provider to sign out at, the app sends the browser straight to its own last page. */
const endsHere = ({ address = '' }: Message): boolean =>
  /^\w+:\/\/[^/]+\/auth\/signed-out\//.test(address);

const signOut: PhaseName = {
  title: 'Sign-out',
  ends: {
    'sign-out-answer': (message) => (endsHere(message) ? 'signed out of the app' : undefined),
    'signed-out': () => 'signed out',
    'sign-out-unknown': () => 'not confirmed',
  },
};

/** Of a long trace, the oldest messages are dropped, and the start of a phase with them. */
const earlier: PhaseName = { title: 'Earlier', ends: {}, otherwise: 'start not kept' };

/** The first message that the route of a button records. */
const starts: Partial<Record<Kind, PhaseName>> = {
  'sign-in': signIn,
  'edit-profile': profileEdit,
  'call-api': apiCall,
  'admin-page': adminPage,
  'sign-out': signOut,
};

/** Messages from outside: they continue a phase only right after these. Otherwise, an address was opened again. */
const arrivals: Partial<Record<Kind, { after: readonly Kind[]; otherwise: PhaseName }>> = {
  authorize: { after: ['sign-in-answer', 'sign-in-needed', 'password-reset'], otherwise: signIn },
  callback: { after: ['authorize-answer', 'authorize-error'], otherwise: signIn },
  'end-session': { after: ['sign-out-answer'], otherwise: signOut },
  'signed-out-callback': { after: ['end-session-answer'], otherwise: signOut },
};

interface Begun {
  name: PhaseName;
  messages: Message[];
}

/** A trace in phases, as its messages tell them: each button starts one, and so does a renewal of tokens on the way. */
export function tracePhases(messages: readonly Message[]): Phase[] {
  const begun: Begun[] = [];
  /** What goes on once the tokens are renewed. */
  let paused: PhaseName | undefined;
  for (const message of messages) {
    const current = begun.at(-1);
    const previous = current?.messages.at(-1)?.kind;
    const renews = message.kind === 'refresh' && current !== undefined && current.name !== renewal;
    if (renews) paused = current.name;
    const name = startedBy(message.kind, previous);
    if (renews && current.messages.every(({ kind }) => isRequest(kind))) {
      current.name = renewal;
      current.messages.push(message);
    } else if (renews) {
      begun.push({ name: renewal, messages: [message] });
    } else if (name === undefined && current && !(paused && endsRenewal(previous, message.kind))) {
      current.messages.push(message);
    } else {
      begun.push({ name: name ?? paused ?? earlier, messages: [message] });
      paused = undefined;
    }
  }
  let first = 1;
  return begun.map(({ name, messages }) => {
    const phase = { title: name.title, ...outcomeOf(name, messages), first, messages };
    first += messages.length;
    return phase;
  });
}

function startedBy(kind: Kind, previous: Kind | undefined): PhaseName | undefined {
  const arrival = arrivals[kind];
  if (arrival === undefined) return starts[kind];
  return previous !== undefined && arrival.after.includes(previous) ? undefined : arrival.otherwise;
}

/** What the app says to you itself, once something failed. */
export const explains: readonly Kind[] = ['failed', 'broken'];

/** What can come before a renewal that a request begins with. */
const isRequest = (kind: Kind): boolean =>
  starts[kind] !== undefined || kind.startsWith('discovery');

/** A failed renewal keeps the message that explains it. */
const endsRenewal = (previous: Kind | undefined, next: Kind): boolean =>
  previous !== undefined && previous in renewal.ends && !explains.includes(next);

/** What a phase can end with although nothing explains it to you, because something else went on. */
const refusals: readonly Kind[] = ['provider-error', 'unreachable'];

function outcomeOf({ ends, otherwise = 'not finished' }: PhaseName, messages: readonly Message[]) {
  const failure = messages.find(({ kind }) => explains.includes(kind));
  if (failure) {
    const code = failure.fields.find(({ name }) => name === 'error')?.value;
    return { outcome: code === undefined ? 'failed' : `failed: ${code}`, failed: true };
  }
  const end = messages.findLast(({ kind }) => ends[kind]);
  return {
    outcome: (end && ends[end.kind]?.(end)) ?? otherwise,
    failed: end !== undefined && refusals.includes(end.kind),
  };
}
