import { type Evidence, shown } from './evidence.ts';
import { peerChecks } from './peers.ts';

const words: Record<string, string> = { P: 'pass', F: 'fail', C: 'process ended', '-': 'n/a' };

/** What a letter of a peer's results means. */
export const wordOf = (letter: string): string => words[letter] ?? letter;

/** For each check whether it holds, on the site and on the sample both. */
export function ownResults(evidence: Evidence): boolean[] {
  return peerChecks.map(({ id, what }) => {
    const item = { id: `peer check ${id}`, what, done: '', where: [] };
    const { holds, onSite, onSample } = shown(item, evidence);
    return holds && onSite > 0 && onSample > 0;
  });
}

/** "12 of 21": the checks that a peer passed, of those that apply to it. */
export const passedBy = (peer: number): string =>
  `${peerChecks.filter(({ results }) => results[peer] === 'P').length} of ${peerChecks.filter(({ results }) => results[peer] !== '-').length}`;
