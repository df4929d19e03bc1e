// Runs before the app, also on old versions of Node: plain JavaScript from before 2020.
var needed = [22, 18];
var parts = process.versions.node.split('.');
var major = Number(parts[0]);
var minor = Number(parts[1]);

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    'This app needs Node ' +
      needed.join('.') +
      ' or newer, and this is Node ' +
      process.versions.node +
      '. ' +
      'Start it with a newer one: npx --package=node@24 npm start',
  );
  process.exit(1);
}
