import { readableClaim } from '../../demo/readable-claim.ts';
import { tenantTypeFacts } from '../../scenarios/tenant-types.ts';
import { audiencesOf, guidIn, secondsOf, textOf } from './claim-values.ts';
import type { Inspected } from './inspected.ts';
import type { Issuer, Service } from './issuer.ts';
import { duration, relativeTime } from './relative-time.ts';
import { sampleKeyName } from './sample-key-name.ts';
import { isForApp, type TokenKind } from './token-kind.ts';

/** What a token is, in words. */
export interface Summary {
  title: string;
  /** Who may read it, and what it's for. */
  purpose: string;
  facts: readonly Fact[];
}

interface Fact {
  label: string;
  text: string;
  /** As it is in the token. */
  value?: string | undefined;
}

const kinds: Readonly<Record<TokenKind, readonly [name: string, purpose: string]>> = {
  id: [
    'ID token',
    'It tells one app who signed in. That app verifies it and reads it once. It opens no API.',
  ],
  access: [
    'Access token',
    'It opens one API. The app passes it on without reading it, and the API verifies it.',
  ],
  graph: [
    'Access token for Microsoft Graph',
    'It opens Microsoft Graph. Your app passes it on; it can’t verify it and shouldn’t read it.',
  ],
  'client-assertion': [
    'Client assertion',
    'An app made it and signed it with its own key, to prove to the token endpoint who it is.',
  ],
  federated: [
    'Token of a workload',
    'A platform made it, such as GitHub Actions or Kubernetes. An app exchanges it for an access token and needs no secret.',
  ],
  logout: [
    'Back-channel sign-out token',
    'An identity provider sends it to an app to end a session.',
  ],
  unknown: ['JWT', 'Its claims don’t say what it’s for, and its issuer isn’t Microsoft.'],
};

/** The name of the service that a token says it comes from. */
export const serviceName = (service: Service): string | undefined => {
  if (service === 'other') return undefined;
  return service === 'personal' ? 'a personal Microsoft account' : tenantTypeFacts[service].name;
};

export function summaryOf(token: Inspected): Summary {
  const { kind, issuer, claims, now } = token;
  const [name, purpose] = kinds[kind];
  const from = serviceName(issuer.service);
  const version = textOf(claims.values, 'ver');
  const isEntra = issuer.service !== 'b2c' && issuer.service !== 'other';
  const format = isEntra && version !== undefined ? `, version ${version.slice(0, 8)}` : '';
  const isSample = token.header.values['kid'] === sampleKeyName;
  return {
    title: `${isSample ? 'Sample: ' : ''}${name}${from === undefined ? '' : ` from ${from}`}${format}`,
    purpose,
    facts: [
      { label: 'Issued by', ...issuedBy(issuer), value: textOf(claims.values, 'iss') },
      { label: 'For', text: audience(token), value: audiencesOf(claims.values).join(', ') },
      { label: 'User', text: subject(token) },
      ...timesOf(token, now),
    ].filter(({ text }) => text !== ''),
  };
}

function issuedBy({ service, practiceName, tenantId }: Issuer): { text: string } {
  const tenant = tenantId === undefined ? '' : `tenant ${tenantId}`;
  if (practiceName !== undefined)
    return { text: `the practice tenant: ${practiceName}, ${serviceName(service) ?? ''}` };
  const name = serviceName(service);
  if (name !== undefined) return { text: `${name}, ${tenant}` };
  return { text: 'not Microsoft, and not the practice tenant' };
}

function audience({ kind, claims, clientId }: Inspected): string {
  const audiences = audiencesOf(claims.values);
  const isYours = clientId !== undefined && audiences.some((each) => guidIn(each) === clientId);
  if (audiences.length === 0) return 'nobody in particular';
  if (kind === 'graph') return 'Microsoft Graph';
  if (kind === 'id') return isYours ? 'your app' : 'the app with this client ID';
  if (kind === 'access') return isYours ? 'your API' : 'the API with this ID';
  return kind === 'client-assertion' ? 'the token endpoint' : 'the service with this name';
}

function subject({ kind, claims: { values } }: Inspected): string {
  if (kind === 'client-assertion' || kind === 'federated') return '';
  if (kind !== 'id' && isForApp(values)) return 'none: an app got it for itself';
  const name = textOf(values, 'name') ?? textOf(values, 'preferred_username');
  return name === undefined ? '' : name.slice(0, 200);
}

const times = [
  ['iat', 'Issued'],
  ['nbf', 'Valid from'],
  ['exp', 'Expires'],
  ['auth_time', 'Signed in'],
] as const;

function timesOf({ claims: { values } }: Inspected, now: number): Fact[] {
  const shown = times.flatMap(([name, label]) => {
    const time = secondsOf(values, name);
    // Nearly always the same as “iat”.
    const isRepeated =
      name === 'nbf' && Math.abs((time ?? 0) - (secondsOf(values, 'iat') ?? 0)) < 600;
    return time === undefined || isRepeated
      ? []
      : [
          {
            label: name === 'exp' && time <= now ? 'Expired' : label,
            text: relativeTime(time, now),
            value: dateOf(name, time),
          },
        ];
  });
  const [start, end] = [secondsOf(values, 'iat'), secondsOf(values, 'exp')];
  if (start === undefined || end === undefined || end <= start) return shown;
  return [...shown, { label: 'Lifetime', text: duration(end - start) }];
}

/** As the trace writes it. */
const dateOf = (name: string, seconds: number): string | undefined =>
  readableClaim({ name, value: String(Math.floor(seconds)) });
