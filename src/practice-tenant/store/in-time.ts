/** Milliseconds; Redis takes about one. */
const usualPatience = 2_000;

/**
 * An answer of Redis, or an error when it takes too long. node-redis gives up only commands that it hasn't
 * sent yet: without this, a Redis that hangs would keep every visitor waiting for as long as it does.
 * What arrived while this process was busy isn't late: Node.js runs timers first, so it gets one more turn.
 */
export async function inTime<Answer>(
  command: Promise<Answer>,
  patience = usualPatience,
): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const giveUp = () => late.reject(new Error('Redis doesn’t respond'));
  const timer = setTimeout(() => setImmediate(giveUp), patience);
  try {
    return await Promise.race([command, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
