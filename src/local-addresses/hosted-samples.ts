const environmentFile = /\/\.env\.(?:practice|example)/;
const readme = /\/README(?:\.template)?\.md\?/;

/**
 * A sample's file as it's for a hosted practice tenant: its certificate is one that everyone trusts, nothing
 * has to be started first, and the visitor's tenants end.
 * @param id of the module that holds the text, as a string of JavaScript
 */
export function forHostedTenant(id: string, code: string, siteOrigin: string): string {
  const page = `${siteOrigin}/practice-tenants/`;
  if (environmentFile.test(id))
    return code
      .replaceAll(/NODE_OPTIONS=--import \.\/practice-tenant-trust\.mjs(?:\\n|\n)/g, '')
      .replace(
        'Works without changes while the practice tenant runs. Its values are public on purpose.',
        `Works without changes until your practice tenants end: ${page} shows when.`,
      );
  if (!readme.test(id)) return code;
  return code
    .replaceAll(
      / The practice tenant needs 24\.5 or newer, or 22\.19 or newer on version 22\./g,
      '',
    )
    .replace(
      /Start Sign-in Lab in its own folder \(`npm start`\)(?:; the practice tenant starts with it)?\./,
      `This zip has the values of your own practice tenants. They end when nobody has used them for a while; <${page}> shows when.`,
    );
}
