import { isJsonObject } from '../../jwt/json-object.ts';
import { has, textOf } from '../about/claim-values.ts';
import type { Inspected } from '../about/inspected.ts';
import { isForApp } from '../about/token-kind.ts';
import type { Check } from './finding.ts';
import { listed } from './listed.ts';
import { pages } from './pages.ts';

const isOfUser = ({ kind, claims }: Inspected): boolean =>
  kind === 'id' || ((kind === 'access' || kind === 'graph') && !isForApp(claims.values));

const changeable = ['email', 'emails', 'upn', 'preferred_username', 'unique_name'];

const notAKey: Check = (token) => {
  const names = changeable.filter((name) => has(token.claims.values, name));
  if (!isOfUser(token) || names.length === 0) return undefined;
  const isUnverified = [false, 0, '0', 'false'].some(
    (value) => token.claims.values['xms_edov'] === value,
  );
  return {
    severity: isUnverified ? 'warning' : 'note',
    title: `Don’t recognize users by ${listed(names)}`,
    text: `${isUnverified ? 'According to “xms_edov”, nobody has verified the address’s domain: the user’s administrator can have entered any address. ' : ''}Names and addresses change hands: the next user with this one would get the data of the last. Store “tid” and “oid”, and use the rest for display.`,
    more: pages.email,
  };
};

const noObjectId: Check = (token) =>
  isOfUser(token) && token.issuer.service !== 'other' && !has(token.claims.values, 'oid')
    ? {
        severity: 'warning',
        title: '“oid” is missing',
        text:
          token.issuer.service === 'b2c'
            ? 'Select “User’s Object ID” among the user flow’s application claims. With a custom policy, “sub” is usually the object ID.'
            : 'The object ID is in the token only if the app asks for the scope “profile”. With “tid”, it’s the key to store users under.',
        more: pages.whichClaim,
      }
    : undefined;

const noSubject: Check = ({ claims: { values }, kind }) =>
  kind === 'id' && !has(values, 'sub')
    ? {
        severity: 'danger',
        title: '“sub” is missing',
        text: 'Every ID token has to name its user (OpenID Connect Core, section 2). An app has to refuse it.',
        more: pages.idToken,
      }
    : undefined;

const sameSubject: Check = ({ claims: { values } }) =>
  /^not supported currently/i.test(textOf(values, 'sub') ?? '')
    ? {
        severity: 'danger',
        title: 'Everyone in this tenant has the same “sub”',
        text: 'It’s a sentence, not an ID. An app that stores users under it shows each of them the data of all others. Use “oid”, or set “Subject (sub) claim” to ObjectID in the user flow.',
        more: pages.whichClaim,
      }
    : undefined;

const subjectPerApp: Check = (token) =>
  isOfUser(token) &&
  ['entra-id', 'external-id', 'external-id-custom-domain', 'personal'].includes(
    token.issuer.service,
  ) &&
  has(token.claims.values, 'sub')
    ? {
        severity: 'note',
        title: '“sub” is different for every app',
        text: 'The same user has another “sub” in your other apps, in your API, and after a new registration. “oid” is the same everywhere in the tenant.',
        more: pages.whichClaim,
      }
    : undefined;

const tooManyGroups: Check = ({ claims: { values } }) => {
  const names = values['_claim_names'];
  const isOverage = isJsonObject(names) && has(names, 'groups');
  return isOverage || values['hasgroups'] === true || values['hasgroups'] === 'true'
    ? {
        severity: 'warning',
        title: 'The groups aren’t in the token',
        text: `The user is in too many groups for ${isOverage ? 'a token' : 'an address'}. An app that only reads “groups” takes the user for someone without any. Ask Microsoft Graph for them, or use app roles.`,
        more: pages.groups,
      }
    : undefined;
};

const guest: Check = ({ claims: { values }, issuer }) =>
  issuer.service === 'entra-id' &&
  (values['acct'] === 1 ||
    /sts\.windows\.net|^live\.com$|^mail$/.test(textOf(values, 'idp') ?? '')) &&
  textOf(values, 'idp') !== textOf(values, 'iss')
    ? {
        severity: 'note',
        title: 'The user is a guest',
        text: 'The account belongs to another organization. In this tenant, it has an object ID of its own, which differs from the one at home.',
        more: pages.whichClaim,
      }
    : undefined;

const appAlone: Check = ({ kind, claims: { values } }) =>
  (kind === 'access' || kind === 'graph') && isForApp(values)
    ? {
        severity: 'note',
        title: 'No user is in this token',
        text: 'An app got it for itself, with its own credential. “oid” and “sub” are those of its service principal. The API decides by “roles”, and must not store a user’s data under this “oid”.',
        more: pages.ownApi,
      }
    : undefined;

export const userFindings: readonly Check[] = [
  noSubject,
  sameSubject,
  noObjectId,
  tooManyGroups,
  notAKey,
  subjectPerApp,
  guest,
  appAlone,
];
