import { audiencesOf, guidIn, has, personalTenant, textOf } from '../about/claim-values.ts';
import type { Check } from './finding.ts';
import { pages } from './pages.ts';

const isAccess = (kind: string): boolean => kind === 'access' || kind === 'graph';

const accessTokenAsIdToken: Check = ({ kind, use }) =>
  use === 'sign-in' && isAccess(kind)
    ? {
        severity: 'danger',
        title: 'This is an access token: it doesn’t tell your app who signed in',
        text: 'It’s for an API, and any other app can get one for the same API. An app that takes it as proof of a sign-in lets that app’s users in. Use the ID token, whose audience is your app.',
        more: pages.audience,
      }
    : undefined;

const idTokenAsAccessToken: Check = ({ kind, use }) =>
  kind === 'id' && (use === 'call-api' || use === 'check-at-api')
    ? {
        severity: 'danger',
        title: 'This is an ID token: it isn’t for an API',
        text:
          use === 'call-api'
            ? 'It tells your app who signed in. It doesn’t tell what your app may do at an API. Ask for one of the API’s scopes, and send the access token.'
            : 'It’s for the app that the user signed in to, and has no scopes. If your API accepts it, every part of that app can call the API with all rights. Accept only access tokens whose audience is your API.',
        more: pages.ownApi,
      }
    : undefined;

const graphAtOwnApi: Check = ({ kind, use }) =>
  kind === 'graph' && use === 'check-at-api'
    ? {
        severity: 'danger',
        title: 'This token is for Microsoft Graph, not for your API',
        text: 'The app asked for a scope of Graph, such as User.Read. It has to ask for one of your API’s scopes, such as api://<your API’s client ID>/Tasks.Read.',
        more: pages.ownApi,
      }
    : undefined;

const audience: Check = ({ claims: { values }, kind, use, clientId }) => {
  const audiences = audiencesOf(values);
  if (audiences.length === 0)
    return {
      severity: 'danger',
      title: '“aud” is missing',
      text: 'A token that’s for nobody in particular would be accepted by everyone. An app has to refuse it.',
    };
  const matters = kind === 'id' || use === 'check-at-api';
  if (clientId === undefined || !matters) return undefined;
  const isSame = audiences.some(
    (each) => each.toLowerCase() === clientId || each.toLowerCase() === `api://${clientId}`,
  );
  return isSame
    ? undefined
    : {
        severity: 'danger',
        title: 'It isn’t for your app',
        text: `The audience is ${audiences.join(' and ').slice(0, 200)}, and the client ID you entered is ${clientId}. Your app has to refuse it, even if the signature is right.`,
        more: kind === 'id' ? pages.wrongAudience : pages.ownApi,
      };
};

const severalAudiences: Check = ({ claims: { values } }) =>
  audiencesOf(values).length > 1
    ? {
        severity: 'warning',
        title: 'It’s for several audiences',
        text: 'Microsoft’s tokens have one. With several, each of them can use the token at the others. OpenID Connect has an app refuse audiences that it doesn’t trust.',
      }
    : undefined;

const noNonce: Check = ({ claims: { values }, kind }) =>
  kind === 'id' && !has(values, 'nonce')
    ? {
        severity: 'warning',
        title: '“nonce” is missing',
        text: 'The app sent none with this sign-in, so it can’t notice an ID token from another attempt. Tokens from a renewal have none either, and there it’s fine.',
        more: pages.nonce,
      }
    : undefined;

const version1: Check = ({ claims: { values }, kind, issuer }) => {
  const isVersion1 = textOf(values, 'ver') === '1.0' && issuer.service === 'entra-id';
  if (!isVersion1 || kind !== 'access') return undefined;
  const [first = ''] = audiencesOf(values);
  return {
    severity: 'note',
    title: 'A version 1.0 access token from Entra ID',
    text: `Here, “iss” is an address at sts.windows.net or without “v2.0”${first.startsWith('api://') ? ', and “aud” is the Application ID URI, api://…, instead of the client ID' : ''}. An API that expects version 2.0 refuses it. The API’s registration decides: set requestedAccessTokenVersion to 2 in its manifest.`,
    more: pages.version,
  };
};

const wrongTenant: Check = ({ claims: { values }, issuer }) => {
  const tenant = textOf(values, 'tid');
  return tenant !== undefined && issuer.tenantId !== undefined && guidIn(tenant) !== issuer.tenantId
    ? {
        severity: 'danger',
        title: '“tid” isn’t the tenant in “iss”',
        text: 'Both have to name the same tenant. If your app decides by “tid”, a token like this one could come from anyone’s tenant. Refuse it.',
        more: pages.organizations,
      }
    : undefined;
};

const personal: Check = ({ claims: { values } }) =>
  textOf(values, 'tid') === personalTenant
    ? {
        severity: 'note',
        title: 'A personal Microsoft account',
        text: 'All of them are in one tenant, 9188040d-6c67-4c5b-b112-36a304b66dad. An app for one organization isn’t supposed to see it.',
        more: pages.personal,
      }
    : undefined;

const noUserFlow: Check = ({ claims: { values }, kind, issuer }) =>
  issuer.service === 'b2c' && kind === 'id' && !has(values, 'tfp') && !has(values, 'acr')
    ? {
        severity: 'warning',
        title: 'No user flow: neither “tfp” nor “acr”',
        text: 'In Azure AD B2C, one of them names the user flow. An app with several user flows can’t tell which one this token comes from.',
        more: pages.userFlow,
      }
    : undefined;

export const useFindings: readonly Check[] = [
  accessTokenAsIdToken,
  idTokenAsAccessToken,
  graphAtOwnApi,
  audience,
  wrongTenant,
  severalAudiences,
  noNonce,
  noUserFlow,
  version1,
  personal,
];
