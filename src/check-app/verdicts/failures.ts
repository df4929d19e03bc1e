/** A check can't be tried on this app; the message says why, in one sentence. */
export class CannotTry extends Error {
  override name = 'CannotTry';
}

/** The app stopped accepting connections. */
export class AppIsGone extends Error {
  override name = 'AppIsGone';
}

/** Nothing can be checked at all; the message says why and what to do. */
export class CannotCheck extends Error {
  override name = 'CannotCheck';
}
