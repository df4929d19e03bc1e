/** Why a request to the admin API isn't carried out, in a sentence or two that also tell what to do. */
export class AdminProblem extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** More than one mistake, each in a sentence. */
  readonly mistakes: readonly string[];

  constructor(
    status: number,
    message: string,
    {
      headers = {},
      mistakes = [],
    }: { headers?: Record<string, string>; mistakes?: readonly string[] } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.mistakes = mistakes;
  }
}
