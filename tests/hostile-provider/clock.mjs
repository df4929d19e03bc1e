// Loaded into the app under test: lets the test move its clock, without touching the app.
const RealDate = Date;
let offset = 0;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offset);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + offset;
  }
};

process.on('message', (milliseconds) => {
  offset = milliseconds;
  process.send?.('moved');
});
process.channel?.unref();
// A test run that is broken off must not leave the app behind.
process.on('disconnect', () => process.exit(1));
