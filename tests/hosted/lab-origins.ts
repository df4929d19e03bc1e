/** Where the hosted lab of the tests is, as its build and its visitors know it. */
export const site = 'https://lab.example.test';
export const tenant = 'https://tenant.lab.example.test';
export const labHosts: readonly string[] = [site, tenant].map((origin) => new URL(origin).hostname);
