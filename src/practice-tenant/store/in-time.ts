/** Milliseconds; Redis takes about one. */
const longest = 2_000;

/**
 * An answer of Redis, or an error when it takes too long. node-redis gives up only commands that it hasn't
 * sent yet: without this, a Redis that hangs would keep every visitor waiting for as long as it does.
 */
export async function inTime<Answer>(command: Promise<Answer>): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('Redis doesn’t respond')), longest);
  try {
    return await Promise.race([command, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
