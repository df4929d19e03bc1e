// JavaScript from 2019, so that an old Node.js can run it and report what is missing.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `This app runs TypeScript directly, which needs Node.js 22.18 or newer; you have ${process.versions.node}. To start it without installing a newer one: npx --package=node@24 npm start`,
  );
  process.exit(1);
}
