/** A check can't be tried on this app; the message says why, in one sentence. */
export class CannotTry extends Error {
  override name = 'CannotTry';
}

/** A server that a check needs, the app or the practice tenant, didn't respond. */
export class NoResponse extends Error {
  readonly url: URL;

  constructor(url: URL, message: string) {
    super(message);
    this.url = url;
  }
}

/** It stopped accepting connections, or broke one off. */
export class AppIsGone extends NoResponse {
  override name = 'AppIsGone';
}

/** It took the request, and was silent for too long. */
export class NoAnswer extends NoResponse {
  override name = 'NoAnswer';
}

/** Nothing can be checked at all; the message says why and what to do. */
export class CannotCheck extends Error {
  override name = 'CannotCheck';
}
