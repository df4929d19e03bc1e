// Plain JavaScript of 2019, so that an old Node can read it and say what is missing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This app runs TypeScript directly, which needs Node 22.18 or newer; this is ${process.versions.node}. Without installing anything: npx --package=node@24 npm start`,
  );
  process.exit(1);
}
