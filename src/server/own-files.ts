import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { responseCookies, sentCookies } from '../auth/cookies.ts';
import { BoundedCache } from '../auth/tenant-sets/bounded-cache.ts';
import { setCookies } from '../auth/tenant-sets/set-cookies.ts';
import type { OwnTenantSet, TenantSets } from '../auth/tenant-sets/tenant-sets.ts';
import { namesTenants, zipInSet } from '../downloads/zip-in-set.ts';
import { inLifetime } from '../own-tenants/end-time.ts';
import type { BuiltPolicies } from './build-policies.ts';
import { type InlineHashes, inlineHashes } from './inline-hashes.ts';
import { ownPage } from './own-page.ts';

export interface OwnFilesOptions {
  clientFolder: string;
  policies: BuiltPolicies;
  headers: (inline?: InlineHashes) => Record<string, string>;
  siteOrigin: string;
  sets: TenantSets;
}

/** What the build wrote, with the values of a visitor's own practice tenants. */
export interface OwnFiles {
  /** Answers if a file differs for this visitor; otherwise everyone gets the same one. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Whether what is at a path differs between visitors. */
  differs(path: string): boolean;
}

const text = /\.(html|md|txt)$/;
const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  md: 'text/markdown',
  txt: 'text/plain',
};
/** Only to find out which files hold seeded values. */
const noOnes = { id: '000000000000', clientSecret: '0'.repeat(24) };
/** Zips are costly to make, and a download that broke off is asked for again. */
const mostZips = 32;
const brotli = promisify(brotliCompress);
const quality = { [constants.BROTLI_PARAM_QUALITY]: 4 };

/** @throws an Error of one sentence if the security policy of a page would refuse what it holds for a visitor */
export function ownFiles({
  clientFolder,
  policies,
  headers,
  siteOrigin,
  sets,
}: OwnFilesOptions): OwnFiles {
  const files = filesWithValues(clientFolder, policies, sets);
  const zips = new BoundedCache<Uint8Array>(mostZips);
  const cookies = setCookies(siteOrigin);

  const fileAt = (path: string): string | undefined => {
    const plain = path.replace(/^\/|\/$/g, '');
    const candidates = [plain, `${plain}.html`, plain ? `${plain}/index.html` : 'index.html'];
    return candidates.find((file) => files.has(file));
  };

  const send = (
    response: ServerResponse,
    file: string,
    body: Uint8Array,
    more: Record<string, string | readonly string[]>,
    isHead: boolean,
  ): void => {
    response.writeHead(200, {
      ...headers(policies.pages[file]),
      'cache-control': 'private, no-store',
      vary: 'accept-encoding, cookie',
      'content-length': body.length,
      ...more,
    });
    response.end(isHead ? undefined : body);
  };

  /** To read is to use: the tenants last longer then, and so does the cookie that opens them. */
  const keptCookie = (own: OwnTenantSet): Record<string, readonly string[]> => {
    const { jar, headers: written } = responseCookies();
    cookies.keep(jar, own);
    return { 'set-cookie': written };
  };

  const sendText = async (
    { headers: asked, method }: IncomingMessage,
    response: ServerResponse,
    file: string,
    own: OwnTenantSet,
  ): Promise<void> => {
    const written = await readFile(join(clientFolder, file), 'utf8');
    const page = Buffer.from(ownPage(sets.inTenantSet(written, own), own.ends));
    const type = `${types[text.exec(file)?.[1] ?? 'txt']}; charset=utf-8`;
    const compressed = /\bbr\b/.test(asked['accept-encoding']?.toString() ?? '')
      ? await brotli(page, { params: quality })
      : undefined;
    const encoding = compressed && { 'content-encoding': 'br' };
    const more = { 'content-type': type, ...encoding, ...keptCookie(own) };
    send(response, file, compressed ?? page, more, method === 'HEAD');
  };

  const sendZip = (
    { method }: IncomingMessage,
    response: ServerResponse,
    file: string,
    own: OwnTenantSet | undefined,
  ): void => {
    if (!own) {
      const location = `/practice-tenants/?returnTo=${encodeURIComponent(`/${file}`)}`;
      return void response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
    }
    const zip = zips.get(`${own.id} ${file}`, () =>
      zipInSet(readFileSync(join(clientFolder, file)), (each) =>
        inLifetime(sets.inTenantSet(each, own), own.ends),
      ),
    );
    const more = {
      'content-type': 'application/zip',
      'content-disposition': 'attachment',
      ...keptCookie(own),
    };
    send(response, file, zip, more, method === 'HEAD');
  };

  return {
    differs: (path) => fileAt(path) !== undefined,
    async answer(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const file = fileAt(new URL(request.url ?? '/', siteOrigin).pathname);
      if (file === undefined) return false;
      const cookie = cookies.read(sentCookies(request.headers.cookie));
      // While the store is down, there's still everything to read.
      const own = cookie && (await sets.find(cookie).catch(() => undefined));
      if (file.endsWith('.zip')) sendZip(request, response, file, own || undefined);
      else if (own) await sendText(request, response, file, own);
      else return false;
      return true;
    },
  };
}

function filesWithValues(
  clientFolder: string,
  policies: BuiltPolicies,
  { inTenantSet }: TenantSets,
): ReadonlySet<string> {
  const inSet = (each: string) => inTenantSet(each, noOnes);
  const found = new Set<string>();
  for (const entry of readdirSync(clientFolder, { recursive: true, encoding: 'utf8' })) {
    const file = entry.replaceAll('\\', '/');
    const read = () => readFileSync(join(clientFolder, entry));
    if (file.endsWith('.zip') && namesTenants(read(), inSet)) found.add(file);
    if (!text.test(file)) continue;
    const written = read().toString();
    const own = ownPage(inSet(written), 0);
    if (own === written) continue;
    const allowed = policies.pages[file]?.scripts ?? [];
    const refused = inlineHashes(own).scripts.some((hash) => !allowed.includes(hash));
    if (file.endsWith('.html') && refused)
      throw new Error(
        `An inline script of ${file} names a practice tenant: move it out of the page.`,
      );
    found.add(file);
  }
  return found;
}
