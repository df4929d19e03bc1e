/** A sentence that holds for a practice tenant on the reader's machine, and the one for a hosted lab. */
type Pair = readonly [written: string, hosted: string];

const started =
  'Start Sign-in Lab so that the practice tenant is running. It has three organizations:';

/**
 * What pages and zips of a hosted lab say differently. Each sentence is in a source; `{page}` is where visitors
 * see their practice tenants.
 */
export const hostedWords: readonly Pair[] = [
  // Zips
  [
    'Works without changes while the practice tenant runs. Its values are public on purpose.',
    'Works without changes until your practice tenants end: {page} shows when.',
  ],
  [
    'Start Sign-in Lab in its own folder (`npm start`); the practice tenant starts with it. Then run',
    'This zip has the values of your own practice tenants. They end when nobody has used them for a while; <{page}> shows when. Run',
  ],
  [
    'Start Sign-in Lab in its own folder (`npm start`). Then run',
    'This zip has the values of your own practice tenants. They end when nobody has used them for a while; <{page}> shows when. Run',
  ],
  [
    'Start Sign-in Lab in its own folder (`npm start`).',
    'This zip has the values of your own practice tenants. They end when nobody has used them for a while; <{page}> shows when.',
  ],
  [' The practice tenant needs 24.5 or newer, or 22.19 or newer on version 22.', ''],
  // Steps
  [
    "This site, running on your machine.** If you're reading this at `http://localhost:4321`, it's already running, and so is its practice tenant.",
    'Practice tenants of your own.** The lab hosts them, and [makes them for you](/practice-tenants/).',
  ],
  [
    'Node.js 24.5 or newer**, or 22.19 or newer on version 22. Check yours:',
    'Node.js 22.18 or newer**. Check yours:',
  ],
  ['Everything runs on your machine', 'Your app runs on your machine'],
  [
    "This is the only step that can't run on the practice tenant, because a server in the cloud can't reach your machine.",
    "This is the only step that can't run on the practice tenant, whose apps run on your machine only.",
  ],
  [
    'For the practice tenant, this site must be running too.',
    'For the practice tenant, you need practice tenants that haven’t ended.',
  ],
  [
    "- **The practice tenant doesn't respond:** run `npm start` in this site's folder, and leave it running.",
    "- **The practice tenant doesn't respond, or says that it has ended:** [make new practice tenants](/practice-tenants/) and download the project again.",
  ],
  [
    "The app reports that the practice tenant doesn't respond: start this site first.",
    "The app reports that the practice tenant doesn't respond: check that [your practice tenants](/practice-tenants/) haven't ended.",
  ],
  [
    ' On this machine, only your app uses this host; [your browser goes to `login.woodgrove.localhost`](/reference/practice-tenant/#one-address-for-browsers-one-for-apps).',
    ' In this lab, it has the same host as the other tenants.',
  ],
  [
    " The address bar shows a custom domain, `login.woodgrove.localhost`, instead of one with the tenant's name.",
    '',
  ],
  [
    "| `NODE_OPTIONS` | lets this one app trust the practice tenant's certificate; a real tenant doesn't need it |",
    "| `PRACTICE_TENANT_ORIGIN` | where the practice tenant is, so that the app takes its address for an authority; a real tenant doesn't need it |",
  ],
  // Guides and other pages
  [
    'Everything here runs on your machine. It sends nothing anywhere, and stores nothing until you do something.',
    'This lab keeps what you do in your practice tenants, and removes it when they end. It sends nothing anywhere else.',
  ],
  [started, 'The practice tenant has three organizations:'],
  ['Start Sign-in Lab so that the practice tenant is running. Download', 'Download'],
  [
    'practice tenant](/reference/practice-tenant/), on your machine, without',
    'practice tenant](/reference/practice-tenant/), without',
  ],
  [
    'An identity provider on your machine that behaves like the four tenant types.',
    'An identity provider that behaves like the four tenant types.',
  ],
  [
    'The practice tenant is an identity provider that runs on your machine.',
    'The practice tenant is an identity provider that this lab hosts: every visitor gets [tenants of their own](/practice-tenants/). This page describes one that you run yourself, on your machine.',
  ],
  ['all four forms of authority on your machine, at', 'all four forms of authority, at'],
  [
    'Unzip it and open a terminal in its folder. While this\n    site’s practice tenant runs on your machine, run these three commands:',
    'Unzip it, open a terminal in its folder, and run these three commands. The\n    zip you get has the values of your own practice tenants, and works until they end:',
  ],
  [
    'The zips are reproducible: the same source always gives the same bytes. The hashes above are also in one file,',
    'The zips are reproducible: the same source always gives the same bytes. Yours differ from these by the values of your practice tenants, so the hashes are those of the zips with placeholders. They are also in one file,',
  ],
  // The rest of the site
  [
    'The identity provider that ships with this site and runs on your own machine. It imitates all four tenant types, with invented users.',
    'The identity provider that this lab hosts for its visitors, who each get tenants of their own. It imitates all four tenant types, with invented users.',
  ],
  [
    'With the practice tenant, the `NODE_OPTIONS` line is missing in `.env`.',
    'The lab that hosts your practice tenants has a certificate that your computer doesn’t trust. Tell the people who run it.',
  ],
  [
    'Remove the `NODE_OPTIONS` line from `.env`, restart and select **Sign in**.',
    'With a practice tenant that you run yourself, remove the `NODE_OPTIONS` line from `.env`, restart and select **Sign in**.',
  ],
  [
    "The desk has no sign-in. It's open to anyone who can reach the practice tenant's address, by default only your machine, unless you [open it up](#start-it-alone-or-elsewhere).",
    'The desk has no sign-in. In this lab, it opens only from the page about [your practice tenants](/practice-tenants/), and only in your browser. On your own machine, it’s open to anyone who can reach its address, which by default is only you.',
  ],
  ['`--publish 127.0.0.1:8400:8400`', '`--publish 127.0.0.1:9400:8400`'],
  [
    '3. Trust the certificate, as described next.',
    '3. With a practice tenant on your own machine, trust its certificate, as described next. The one that this lab hosts needs no such step.',
  ],
  [
    'The sign-in pages use `http`, which some clients refuse:',
    'In this lab, every address is `https`, so you don’t need this section. On your own machine, the sign-in pages use `http`, which some clients refuse:',
  ],
  [
    "- This project's folder, with Node 20 or newer.",
    "- This project's folder, with Node 20 or newer. The check runs with a practice tenant on your own machine: start it, and follow this guide at the address that `npm start` prints. The addresses here are those of the hosted lab, which a check can't use.",
  ],
];

/** Its certificate is one that everyone trusts. */
const trust = /NODE_OPTIONS=--import \.\/practice-tenant-trust\.mjs(\\n|\n)/g;

/**
 * The source of a page or a sample as it's for a hosted practice tenant.
 * @param id of the module; a sample's holds its text as a string of JavaScript
 */
export function inHostedWords(code: string, siteOrigin: string, id = ''): string {
  let text = code;
  for (const [written, hosted] of hostedWords)
    text = text.replaceAll(written, hosted.replace('{page}', `${siteOrigin}/practice-tenants/`));
  return /\/\.env\.(?:practice|example)/.test(id)
    ? text.replaceAll(trust, 'PRACTICE_TENANT_ORIGIN=https://localhost:8443$1')
    : text;
}
