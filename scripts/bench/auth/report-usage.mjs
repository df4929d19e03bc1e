// Loaded into the app that is measured: tells what it has used so far.

// A measurement collects all garbage first. What that costs depends on the size of the heap and not on
// the work that is measured, so it's left out.
let ownMicroseconds = 0;

const microseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

process.on('message', () => {
  const used = microseconds();
  globalThis.gc?.();
  process.send?.({
    cpuMilliseconds: (used - ownMicroseconds) / 1000,
    residentBytes: process.memoryUsage.rss(),
    heapBytes: process.memoryUsage().heapUsed,
  });
  ownMicroseconds += microseconds() - used;
});
process.channel?.unref();
