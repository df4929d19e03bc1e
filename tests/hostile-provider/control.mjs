// Loaded into the app under test: lets the test move its clock and weigh its memory, without touching the app.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
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

process.on('message', (asked) => {
  if (asked === 'heap') {
    collectGarbage();
    process.send?.(process.memoryUsage().heapUsed);
    return;
  }
  offset = asked;
  process.send?.('moved');
});
process.channel?.unref();
// A test run that is broken off must not leave the app behind.
process.on('disconnect', () => process.exit(1));
