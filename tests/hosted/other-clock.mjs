// Loaded into a process: the clock of its machine is as many minutes ahead as CLOCK_AHEAD_MINUTES says.
const RealDate = Date;
const ahead = Number(process.env.CLOCK_AHEAD_MINUTES) * 60_000;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + ahead);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + ahead;
  }
};
