import { z } from 'zod';
import { type Answer, type Call, ok } from './call.ts';
import { AdminProblem } from './problem.ts';

const oneHundredYears = 100 * 366 * 86_400;
const wanted = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceSeconds: z.int() }),
]);

export const readClock = async ({ admin: { clock } }: Call): Promise<Answer> =>
  ok({ now: new Date(clock.now()).toISOString(), offsetSeconds: clock.offset() });

/** Moves the clock to a time or by some seconds, from where it then runs on. */
export async function moveClock(call: Call): Promise<Answer> {
  const { clock } = call.admin;
  const { success, data } = wanted.safeParse(call.body);
  if (!success) {
    throw new AdminProblem(
      400,
      'The clock takes {"now":"2027-01-01T00:00:00Z"} or {"advanceSeconds":3600}. Send one of them.',
    );
  }
  // Rounded up: once the clock has been moved to a time, that time has come.
  const offset =
    'now' in data
      ? Math.ceil((Date.parse(data.now) - Date.now()) / 1000)
      : clock.offset() + data.advanceSeconds;
  if (Math.abs(offset) > oneHundredYears || Date.now() + offset * 1000 < 0) {
    throw new AdminProblem(
      400,
      'The clock can be moved 100 years at most, and not to before 1970. Send a time that’s closer.',
    );
  }
  await clock.move(offset);
  return readClock(call);
}

export async function takeClockBack(call: Call): Promise<Answer> {
  await call.admin.clock.move(0);
  return readClock(call);
}
