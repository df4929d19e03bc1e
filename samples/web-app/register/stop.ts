/** The command ends here: the message says what is wrong and what to do about it. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly exitStatus: 1 | 2;

  /** @param exitStatus 2 if the command was used wrongly */
  constructor(message: string, exitStatus: 1 | 2 = 1) {
    super(message);
    this.exitStatus = exitStatus;
  }
}

/** The developer pressed Ctrl+C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
