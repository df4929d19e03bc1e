/** A request that the app doesn't carry out, for a reason that isn't about a sign-in. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  /** The HTTP status that fits. Express's own error page uses it, too. */
  readonly status: 400 | 429;

  constructor(status: 400 | 429, message: string) {
    super(message);
    this.status = status;
  }
}
