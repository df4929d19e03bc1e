import { z } from 'zod';

/** The tokens that Microsoft's references describe. */
export const tokenKinds = [
  'ID token',
  'access token v1.0',
  'access token v2.0',
  'app’s token v1.0',
  'app’s token v2.0',
] as const;
export type TokenKind = (typeof tokenKinds)[number];

interface Documented {
  type: z.ZodType;
  in: readonly TokenKind[];
  /** Why the practice tenant never has it. */
  absent?: string;
}

const guid = z.guid();
const text = z.string().min(1);
const seconds = z.int();
const texts = z.array(text).min(1);
const flag = z.enum(['0', '1', '2']);

const [idToken, user1, user2, app1, app2] = tokenKinds;
const everywhere = tokenKinds;
const access = [user1, user2, app1, app2];
const users = [idToken, user1, user2];
const version1 = [user1, app1];
const version2 = [user2, app2];

/**
 * The claims of three pages of Microsoft's documentation: "ID token claims reference" (version 2.0), "Access
 * token claims reference", and "Optional claims reference".
 */
export const documented: Readonly<Record<string, Documented>> = {
  aud: { type: text, in: everywhere },
  iss: { type: z.url(), in: everywhere },
  iat: { type: seconds, in: everywhere },
  nbf: { type: seconds, in: everywhere },
  exp: { type: seconds, in: everywhere },
  // Published tokens of apps have it in version 1.0 only.
  idp: { type: text, in: [idToken, user1, user2, app1] },
  c_hash: { type: text, in: [idToken] },
  at_hash: { type: text, in: [idToken] },
  nonce: { type: text, in: [idToken] },
  name: { type: text, in: users },
  preferred_username: { type: text, in: [idToken, user1, user2] },
  email: { type: text, in: users },
  oid: { type: guid, in: everywhere },
  sub: { type: text, in: everywhere },
  tid: { type: guid, in: everywhere },
  sid: { type: text, in: users },
  rh: { type: text, in: everywhere },
  uti: { type: text, in: everywhere },
  ver: { type: z.enum(['1.0', '2.0']), in: everywhere },
  roles: { type: texts, in: everywhere },
  groups: { type: z.array(guid).min(1), in: users },
  hasgroups: { type: z.literal(true), in: users },
  _claim_names: { type: z.strictObject({ groups: z.literal('src1') }), in: users },
  _claim_sources: {
    type: z.strictObject({ src1: z.strictObject({ endpoint: z.url() }) }),
    in: users,
  },
  // "Configure groups optional claims" has it in ID tokens too.
  wids: { type: z.array(guid).min(1), in: users },
  acrs: { type: texts, in: users },
  acr: { type: z.enum(['0', '1']), in: [user1] },
  amr: { type: texts, in: [user1] },
  appid: { type: guid, in: version1 },
  appidacr: { type: flag, in: version1 },
  azp: { type: guid, in: version2 },
  azpacr: { type: flag, in: version2 },
  scp: { type: text, in: [user1, user2] },
  unique_name: { type: text, in: [user1] },
  xms_cc: { type: texts, in: [user1, user2] },
  acct: { type: z.literal([0, 1]), in: users },
  auth_time: { type: seconds, in: users },
  ctry: { type: z.string().length(2), in: users },
  family_name: { type: text, in: users },
  given_name: { type: text, in: users },
  idtyp: { type: z.literal('app'), in: [app1, app2] },
  login_hint: { type: text, in: users },
  upn: { type: text, in: users },
  verified_primary_email: { type: texts, in: users },
  aio: { type: text, in: everywhere, absent: 'internal to Microsoft Entra, and opaque' },
  fwd: { type: text, in: access, absent: 'there is no virtual network' },
  in_corp: { type: z.boolean(), in: users, absent: 'there are no trusted addresses' },
  ipaddr: { type: text, in: users, absent: 'every address is that of the same machine' },
  nickname: { type: text, in: [user1], absent: 'users have no nickname' },
  onprem_sid: { type: text, in: users, absent: 'no user is synchronized from Active Directory' },
  pwd_exp: { type: seconds, in: users, absent: 'passwords don’t expire' },
  pwd_url: { type: text, in: users, absent: 'passwords don’t expire' },
  tenant_ctry: { type: text, in: users, absent: 'the tenants are in no country' },
  tenant_region_scope: { type: text, in: users, absent: 'the tenants are in no region' },
  verified_secondary_email: { type: texts, in: users, absent: 'users have one email address' },
  vnet: { type: text, in: users, absent: 'there is no virtual network' },
  xms_edov: { type: z.boolean(), in: users, absent: 'no domain of an email address is verified' },
  xms_pdl: { type: text, in: users, absent: 'there is one data location' },
  xms_pl: { type: text, in: users, absent: 'users have no preferred language' },
  xms_tpl: { type: text, in: users, absent: 'tenants have no preferred language' },
  ztdid: { type: text, in: users, absent: 'there are no devices' },
};
