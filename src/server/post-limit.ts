import { signInLimit } from '../../samples/web-app/sign-in/index.ts';

/** What a POST adds to: `start` for all that can start a sign-in, `end` for what ends or removes something. */
export type Counted = 'start' | 'end';

const endings = new Set(['/auth/sign-out', '/auth/forget-trace']);

/**
 * Counts what each address posts in a minute. The two kinds have counts of their own, so that no flood of
 * sign-ins keeps anyone from signing out. However an address is spelled, it has one of them.
 * @returns the seconds to wait; 0 while the address is under the limit
 */
export function postLimit(perMinute: number) {
  const counts = { start: signInLimit({ perMinute }), end: signInLimit({ perMinute }) };
  return (url: string, address: string): { counted: Counted; secondsToWait: number } => {
    const [path = ''] = url.split('?', 1);
    const counted = endings.has(path) ? 'end' : 'start';
    return { counted, secondsToWait: counts[counted](address) };
  };
}
