/** What a Node.js process is started with, so that its clock differs from that of this machine. */
export const clockAhead = (minutes: number): Record<string, string> => ({
  NODE_OPTIONS: `--import ${new URL('other-clock.mjs', import.meta.url).href}`,
  CLOCK_AHEAD_MINUTES: String(minutes),
});
