/** Why a visitor gets no tenants now: what happened, and what to do. */
export const fullSentence =
  'This lab has no room for more practice tenants at the moment. Try again in an hour, or run Sign-in Lab on your own machine.';

export const tooManySentence = (most: number): string =>
  `Visitors from your network have made ${most} sets of practice tenants in the last hour, which is the limit. Try again in an hour, or run Sign-in Lab on your own machine.`;
