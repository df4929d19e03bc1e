/** Why a visitor gets no tenants now: a sentence on what happened, and one on what to do. */
export const fullSentence =
  'This lab has no room for more practice tenants at the moment. Try again in an hour, or run Sign-in Lab on your own machine.';

/** @param milliseconds until it has a new count */
export const tooManySentence = (most: number, milliseconds: number): string =>
  `Visitors from your network have made ${most} sets of practice tenants in this hour, which is the limit. Try again ${inMinutes(milliseconds)}, or run Sign-in Lab on your own machine.`;

function inMinutes(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
}
