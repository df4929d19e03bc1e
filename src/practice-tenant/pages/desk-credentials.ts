import { X509Certificate } from 'node:crypto';
import type { Registration, Secret } from '../directory/model.ts';
import { thumbprint } from '../directory/thumbprint.ts';
import { fold } from './fold.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

export interface CredentialsSection {
  app: Registration;
  /** With what a form was sent, if there's a problem. */
  entered?: ReadonlyMap<string, string> | undefined;
  /** Just made, to be shown this one time. */
  secret?: Secret | undefined;
  /** Milliseconds since 1970, by the tenant's clock. */
  now: number;
}

/** "Certificates & secrets", with the admin center's three tabs one below the other. */
export function credentials(section: CredentialsSection): Html {
  const { certificates: pems, federatedCredentials: trusted } = section.app;
  const isPosted = (field: string) => section.entered?.has(field) === true;
  return html`${clientSecrets(section)}
${fold(
  {
    id: 'certificates',
    heading: html`<h3>Certificates</h3>`,
    state: String(pems.length || 'none'),
    open: pems.length > 0 || isPosted('certificate'),
  },
  certificates(section.app),
)}
${fold(
  {
    id: 'federated-credentials',
    heading: html`<h3>Federated credentials</h3>`,
    state: String(trusted.length || 'none'),
    open: trusted.length > 0 || isPosted('issuer'),
  },
  federatedCredentials(section),
)}`;
}

const deleteButton = (action: string, id: string, what: string): Html =>
  html`<form method="post" action="#certificates-and-secrets"><input type="hidden" name="id" value="${id}"><button name="do" value="${action}" aria-label="Delete ${what}">Delete</button></form>`;

function clientSecrets({ app, secret, now }: CredentialsSection): Html {
  return html`<h3>Client secrets</h3>
${
  secret !== undefined &&
  html`<p class="note" role="status">Copy the <strong>Value</strong> now. It won’t be shown again: <code>${secret.value}</code><br>The Secret ID <code>${secret.id ?? ''}</code> isn’t the secret.</p>`
}
${table(
  'Client secrets',
  ['Description', 'Expires', 'Value', 'Secret ID', 'Delete'],
  app.secrets.map(({ description = 'Public practice secret', expires, value, id }) => [
    description,
    Date.parse(expires) > now ? expires.slice(0, 10) : `${expires.slice(0, 10)} (expired)`,
    html`<code>${value.slice(0, 12)}…</code>`,
    id === undefined ? '' : html`<code>${id}</code>`,
    id === undefined ? '' : deleteButton('delete-secret', id, `the secret ${description}`),
  ]),
)}
<form method="post" action="#certificates-and-secrets">
<label for="description">Description</label>
<input id="description" name="description" maxlength="100">
<p class="actions"><button name="do" value="new-secret">New client secret</button></p>
</form>`;
}

function certificates(app: Registration): Html {
  return html`${table(
    'Certificates',
    [
      'Description',
      'Thumbprint (SHA-1, as in the portal)',
      'Thumbprint (SHA-256)',
      'Expires',
      'Delete',
    ],
    app.certificates.map((pem) => {
      const print = thumbprint(pem);
      const { fingerprint, subject, validToDate } = new X509Certificate(pem);
      const expires = validToDate.toISOString().slice(0, 10);
      return [
        app.certificateNames?.[print] ?? subject.replaceAll('\n', ', '),
        html`<code>${fingerprint.replaceAll(':', '')}</code>`,
        html`<code>${print}</code>`,
        expires,
        deleteButton('delete-certificate', print, `the certificate ${print.slice(0, 8)}`),
      ];
    }),
  )}
<form method="post" action="#certificates-and-secrets">
<label for="certificate">Certificate, in PEM format</label>
<textarea id="certificate" name="certificate" rows="3" spellcheck="false"></textarea>
<p class="actions"><button name="do" value="upload-certificate">Upload certificate</button></p>
</form>`;
}

function federatedCredentials({ app, entered }: CredentialsSection): Html {
  return html`${table(
    'Federated credentials',
    ['Issuer', 'Subject identifier', 'Audience', 'Delete'],
    app.federatedCredentials.map(({ issuer, subject, audience }, index) => [
      issuer,
      subject,
      audience,
      deleteButton(
        'delete-federated-credential',
        String(index),
        `the federated credential of ${issuer}`,
      ),
    ]),
  )}
<form method="post" action="#certificates-and-secrets">
<label for="issuer">Issuer</label>
<input id="issuer" name="issuer" inputmode="url" spellcheck="false" autocapitalize="none" placeholder="https://" value="${entered?.get('issuer') ?? ''}">
<label for="subject">Subject identifier</label>
<input id="subject" name="subject" spellcheck="false" autocapitalize="none" value="${entered?.get('subject') ?? ''}">
<label for="audience">Audience</label>
<input id="audience" name="audience" spellcheck="false" autocapitalize="none" value="${entered?.get('audience') ?? 'api://AzureADTokenExchange'}">
<label for="keys">Public keys of the issuer (JWKS), which the real service fetches</label>
<textarea id="keys" name="keys" rows="3" spellcheck="false"></textarea>
<p class="actions"><button name="do" value="add-federated-credential">Add credential</button></p>
</form>`;
}
