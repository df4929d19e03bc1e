import { z } from 'zod';

/** What the benchmark asks of the process that plays visitors. */
export const ask = z.discriminatedUnion('do', [
  z.object({ do: z.literal('new tenants'), visitors: z.number() }),
  z.object({ do: z.literal('sign in'), perSecond: z.number(), seconds: z.number() }),
  z.object({ do: z.literal('first visit') }),
]);
export type Ask = z.infer<typeof ask>;

export const outcome = z.object({
  /** How many actions went well. */
  done: z.number(),
  /** How many times each thing went wrong. */
  errors: z.record(z.string(), z.number()),
  /** Milliseconds of every response, by what it was for. */
  times: z.record(z.string(), z.array(z.number())),
  /** Milliseconds of every whole action. */
  actions: z.array(z.number()),
});
export type Outcome = z.infer<typeof outcome>;
