import { z } from 'zod';

export const lanes = ['browser', 'app', 'provider', 'api'] as const;
export type Lane = (typeof lanes)[number];

/** Kinds of messages; `src/auth/explanations/messages.ts` has the words for each. */
export const kinds = [
  'sign-in',
  'edit-profile',
  'sign-in-answer',
  'authorize',
  'authorize-answer',
  'authorize-error',
  'callback',
  'discovery',
  'discovery-answer',
  'discovery-error',
  'discovery-cached',
  'keys',
  'keys-answer',
  'keys-error',
  'keys-cached',
  'redeem',
  'redeem-answer',
  'refresh',
  'refresh-answer',
  'provider-error',
  'signed-in',
  'unchanged',
  'used-before',
  'call-api',
  'token-cached',
  'api',
  'api-answer',
  'api-challenge',
  'call-api-answer',
  'admin-page',
  'admin-page-answer',
  'sign-in-needed',
  'password-reset',
  'sign-out',
  'sign-out-answer',
  'end-session',
  'end-session-answer',
  'signed-out-callback',
  'signed-out',
  'sign-out-unknown',
  'failed',
  'broken',
  'other',
  'other-answer',
  'unreachable',
] as const;
export type Kind = (typeof kinds)[number];

/** Where in a message a value was. */
export const places = ['address', 'form', 'JSON', 'header', 'cookie', 'page'] as const;
export type Place = (typeof places)[number];

/** Without a value when the claim is personal and the session is over. */
const claim = z.object({ name: z.string(), value: z.string().optional() });
export type Claim = z.infer<typeof claim>;

const field = z.object({
  place: z.enum(places),
  name: z.string(),
  /** What may be kept of it; undefined when nothing may. */
  value: z.string().optional(),
  /** The value's length in characters, when it is not kept whole. */
  length: z.number().optional(),
  /** The token, decoded. */
  token: z.object({ header: z.array(claim), claims: z.array(claim) }).optional(),
});
export type Field = z.infer<typeof field>;

export const message = z.object({
  kind: z.enum(kinds),
  from: z.enum(lanes),
  /** The same lane as `from` when nothing crossed the wire. */
  to: z.enum(lanes),
  /** Milliseconds since 1970; absent when the app did not see the message itself. */
  at: z.number().optional(),
  method: z.string().optional(),
  status: z.number().optional(),
  /** Without query and fragment: their values are in `fields`. */
  address: z.string().optional(),
  fields: z.array(field),
  /** The JSON that an API returned. */
  body: z.string().optional(),
});
/** One message of a trace, as stored: redacted already. */
export type Message = z.infer<typeof message>;

/** What the visitor's last action led to; shown until the next one. */
export const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-in') }),
  z.object({ kind: z.literal('admin-page') }),
  z.object({ kind: z.literal('signed-out'), confirmed: z.boolean() }),
  z.object({
    kind: z.literal('api'),
    endpoint: z.string(),
    /** Absent when there is no response to show; `failure` then tells why. */
    status: z.number().optional(),
    body: z.string(),
    failure: z.object({ code: z.string(), sentence: z.string() }).optional(),
  }),
]);
export type Outcome = z.infer<typeof outcome>;

/** What a browser gets to see of its trace. */
export interface Trace {
  messages: readonly Message[];
  outcome?: Outcome | undefined;
}
