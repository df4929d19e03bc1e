import { type Html, html } from './html.ts';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How far a clock is from this machine's, in the two largest units: "2 days and 1 hour ahead of". */
export function clockDifference(offsetSeconds: number): string {
  let rest = Math.abs(offsetSeconds);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return `${parts.slice(0, 2).join(' and ')} ${offsetSeconds > 0 ? 'ahead of' : 'behind'}`;
}

/**
 * Tells that the clock was moved, which explains why things expire.
 * @param now milliseconds since 1970, by that clock
 */
export const movedClock = (offsetSeconds: number, now: number): Html | false =>
  offsetSeconds !== 0 &&
  html`<form method="post" class="note">
<p><strong>The clock was moved.</strong> The practice tenant’s clock is at <time>${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} UTC</time>, ${clockDifference(offsetSeconds)} this machine’s. It decides when codes, tokens, sessions, and secrets expire.</p>
<p class="actions"><button name="do" value="return-to-machine-time">Return to this machine’s time</button></p>
</form>
`;
