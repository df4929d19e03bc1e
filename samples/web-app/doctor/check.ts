import type { Finding } from './finding.ts';
import type { Known } from './known.ts';
import { type Say, sayFor } from './say.ts';
import type { Surroundings } from './surroundings.ts';

export interface Result {
  findings: readonly Finding[];
  /** For the checks after it. */
  learned?: Known;
}

/** A question, and how to find the answer without signing a user in. */
export interface Check {
  id: string;
  title: string;
  /** What it can't do without; a check whose needs aren't met says so and doesn't run. */
  needs: readonly (keyof Known)[];
  /** What it can find out for the checks after it. */
  provides: readonly (keyof Known)[];
  /** Whether there is anything to look at; otherwise it has no line. */
  applies(known: Known): boolean;
  run(known: Known, surroundings: Surroundings): Promise<Result>;
}

type Answer = Finding | readonly Finding[] | Result;

interface Description<Need extends keyof Known> {
  id: string;
  title: string;
  needs: readonly Need[];
  provides?: readonly (keyof Known)[];
  /** Whether there is anything to look at. Without this, there always is. */
  applies?(known: Known): boolean;
  /** Runs only when `known` has all that the check needs. */
  run(
    say: Say,
    known: Known & Required<Pick<Known, Need>>,
    surroundings: Surroundings,
  ): Promise<Answer> | Answer;
}

export function check<Need extends keyof Known = never>(description: Description<Need>): Check {
  const { id, title, needs, provides = [], applies = () => true, run } = description;
  const say = sayFor(id, title);
  const meets = (known: Known): known is Known & Required<Pick<Known, Need>> =>
    needs.every((need) => known[need] !== undefined);
  return {
    id,
    title,
    needs,
    provides,
    applies,
    async run(known, surroundings) {
      if (!meets(known)) throw new Error(`The check ${id} needs ${needs.join(', ')}.`);
      const answer = await run(say, known, surroundings);
      if ('findings' in answer) return answer;
      return { findings: 'check' in answer ? [answer] : answer };
    },
  };
}
