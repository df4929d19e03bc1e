// Loaded into an app: the clock of its machine is five minutes behind.
const RealDate = Date;
const behind = 5 * 60_000;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() - behind);
    else super(...parts);
  }

  static now() {
    return RealDate.now() - behind;
  }
};
