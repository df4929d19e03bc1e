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
    'The desk has no sign-in. In this lab, it opens only in the browser in which you made [your practice tenants](/practice-tenants/). On your own machine, it’s open to anyone who can reach its address, which by default is only you.',
  ],
  [
    'Without a reset, everything survives a restart',
    'Without a reset, everything stays until your practice tenants end',
  ],
  // The practice tenant with any app
  [
    '`knownAuthorities` with host and port, for example `localhost:8443`;',
    '`knownAuthorities` with the host, `localhost:8443`;',
  ],
  [
    "`authorityHost: 'https://localhost:8443'`, for the custom domain port `8444`",
    "`authorityHost: 'https://localhost:8443'`",
  ],
  ["`customHosts: new Set(['localhost'])`", "`customHosts: new Set(['localhost:8443'])`"],
  ['`allowInsecureRequests`, or the `https` authority; for B2C,', 'for B2C,'],
  [
    '`strictDiscoveryDocumentValidation: false`; the browser has to [accept the certificate](#a-browser-app)',
    '`strictDiscoveryDocumentValidation: false`',
  ],
  ['nothing; the browser has to accept the certificate', 'nothing'],
  [
    '`OIDCProviderMetadataURL`, and `OIDCCABundlePath` with the certificate; for',
    '`OIDCProviderMetadataURL`; for',
  ],
  ['the `https` metadata address; **ID tokens**', 'the metadata address; **ID tokens**'],
  ['the `https` issuer; **ID tokens**', 'the issuer; **ID tokens**'],
  // The admin API
  [
    '`$ADMIN` and `$KEY` are `admin.address` and `admin.key` from the line above:',
    '`$ADMIN` and `$KEY` are the ones from above:',
  ],
  [
    'everything as it started, with the seed file, and the clock too',
    'everything as it started, and the clock too',
  ],
  [
    'with its own issuer, `https://localhost:8443/social`.',
    'with its own issuer, at an address that begins with `https://localhost:8443/social`.',
  ],
  ['The [`https` address](#clients-that-accept-https-only)', 'On one machine, the `https` address'],
  // How it differs
  [
    "`http`, at `127.0.0.1`; for the custom domain at `login.woodgrove.localhost` | `https`, on Microsoft's hosts or your domain | some clients refuse `http`: use the [authority with `https` only](/reference/any-app/#clients-that-accept-https-only)",
    "`https`, on one host for all tenants | `https`, on Microsoft's hosts or your domain | take all addresses from the metadata document",
  ],
  [
    '`https://localhost:8443`, and `https://localhost:8444` for the custom domain',
    '`https://localhost:8443`',
  ],
  [
    'one port for browsers and one for apps; under its name, no TLS and no Azure Front Door',
    'the same host as the other tenants',
  ],
  [
    'no sign-in; open to anyone who reaches the address, by default only your machine',
    'no sign-in; open only in the browser in which you made your practice tenants',
  ],
  [
    'any number for each app | at most 20 | plan for 20',
    'at most 10 for each app, with the public keys entered by hand | at most 20, with keys from the issuer | plan for 20',
  ],
  [
    'accepted, such as `https://api.example.com` |',
    'refused, except for the domains of your practice tenants |',
  ],
  ['with a practice tenant on your own machine.', 'with practice tenants for every visitor.'],
  [
    "makes the app trust the practice tenant's certificate",
    'is for a practice tenant on your own machine',
  ],
  [
    "loads the module that trusts the practice tenant's certificate",
    'only for a practice tenant on your own machine: loads the module that trusts its certificate',
  ],
  [
    'where that module finds the practice tenant and its certificate; `http://127.0.0.1:8400`',
    'only for a practice tenant on your own machine: where that module finds it',
  ],
  [
    "Start Sign-in Lab, and run the command in the app's folder",
    "Run the command in the app's folder",
  ],
  [
    'If it has other ports, name one of its addresses, such as `--practice-tenant http://127.0.0.1:9400`. Everything else',
    'Everything else',
  ],
  [', with its practice `.env`, and keep Sign-in Lab running.', ', with its practice `.env`.'],
  // Steps and errors
  [
    ': <Value name="tenantName" /> comes with this site.',
    ': <Value name="tenantName" /> is one of [your practice tenants](/practice-tenants/).',
  ],
  [
    '1. Open <Value name="desk" />.',
    '1. On [Your practice tenants](/practice-tenants/), select **Open the desk** below <Value name="tenantName" />.',
  ],
  [
    "**The desk doesn't open:** another program uses port 8400. The terminal names the variable to set.",
    "**The desk doesn't open:** open it from [Your practice tenants](/practice-tenants/), in the browser in which you made them.",
  ],
  [
    "- **The practice tenant doesn't respond:** run `npm start` in this site's folder and check the terminal.",
    '- **The practice tenant says that it has ended:** [make new practice tenants](/practice-tenants/).',
  ],
  ['allow cookies for `localhost`. See', 'allow cookies for this site. See'],
  [
    'On the practice tenant, start this site.',
    "On the practice tenant, check your connection, and that [your practice tenants](/practice-tenants/) haven't ended.",
  ],
  [
    'and stop this site with Ctrl+C. (On your own tenant, disconnect from the network instead.)',
    'and disconnect from the network.',
  ],
  ['Then start this site again with `npm start` in its folder, or reconnect.', 'Then reconnect.'],
  [
    'With the practice tenant, check that this site is running.',
    'With the practice tenant, check that you can open [Your practice tenants](/practice-tenants/), and that they haven’t ended.',
  ],
  [
    'Restart the app, then stop the practice tenant and select **Sign in**.',
    'Restart the app, disconnect from the network, and select **Sign in**.',
  ],
  [
    "- `practice-tenant-trust.mjs` lets this app trust the practice tenant's certificate",
    '- `practice-tenant-trust.mjs` is for a practice tenant on your own machine',
  ],
  [
    "1. In your app's folder, run:\n\n   ```sh wrap\n   curl --remote-name http://localhost:4321/downloads/sign-in.zip\n",
    "1. In this browser, download [sign-in.zip](/downloads/sign-in.zip) into your app's folder. There, run:\n\n   ```sh wrap\n",
  ],
  ["the practice secret is public and can't be deleted", "the practice secret can't be deleted"],
  [
    'hosts to reach directly, separated by commas. The sample adds `localhost`, so the practice tenant works as before',
    'hosts to reach directly, separated by commas. The sample adds `localhost`',
  ],
  [
    "Inside a container, `localhost` is the container itself, so the app can't reach the practice tenant on your machine. Use your own tenant, or, on Linux, `--network host`.",
    'Inside a container, `localhost` is the container itself. The practice tenant of this lab has a public address, so the app reaches it from there, too.',
  ],
  [
    'Inside a container, `localhost` is the container itself, so use your own tenant.',
    'Inside a container, `localhost` is the container itself.',
  ],
];

/** Its certificate is one that everyone trusts. */
const trust = /NODE_OPTIONS=--import \.\/practice-tenant-trust\.mjs(\\n|\n)/g;

/** Where a hosted lab is, and where its visitors get it for their own machine. */
/** Left out where the operator names it. */
const askForRepository = '. Ask the people who run this lab for the address of its repository.';

interface Lab {
  siteOrigin: string;
  /** Unless the operator names one, visitors ask for it. */
  repositoryUrl?: string | undefined;
}

/**
 * The source of a page or a sample as it's for a hosted practice tenant.
 * @param id of the module; a sample's holds its text as a string of JavaScript
 */
export function inHostedWords(code: string, { siteOrigin, repositoryUrl }: Lab, id = ''): string {
  let text = repositoryUrl
    ? code.replaceAll('<repository of this lab>', repositoryUrl).replaceAll(askForRepository, ':')
    : code;
  for (const [written, hosted] of hostedWords)
    text = text.replaceAll(written, hosted.replace('{page}', `${siteOrigin}/practice-tenants/`));
  return /\/\.env\.(?:practice|example)/.test(id)
    ? text.replaceAll(trust, 'PRACTICE_TENANT_ORIGIN=https://localhost:8443$1')
    : text;
}
