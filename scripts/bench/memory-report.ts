// Loaded into a build with --import: its last line says the most memory the process held, in MB.
process.once('exit', () => {
  process.stderr.write(`\npeak-memory ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
