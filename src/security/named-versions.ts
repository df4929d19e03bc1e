/** What the app is made of, by the names that readers know, with the package of each. */
const packages = { Node: 'Node', Express: 'express', 'MSAL Node': '@azure/msal-node' } as const;

/**
 * The versions that the tests ran with.
 * @param versions by package
 * @throws an Error when one is missing
 */
export const namedVersions = (
  versions: Readonly<Record<string, string>>,
): { name: string; version: string }[] =>
  Object.entries(packages).map(([name, key]) => {
    const version = versions[key];
    if (version === undefined) throw new Error(`The last run of the tests names no ${key}.`);
    return { name, version };
  });
