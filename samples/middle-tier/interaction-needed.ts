import { quotable } from '../protected-api/check-access-token/index.ts';

/** Only the user can solve this, in a browser: the app that called has to send them to sign in. */
export class InteractionNeeded extends Error {
  /** The tenant's claims request (OpenID Connect Core 1.0 §5.5). Pass it on unchanged. */
  readonly claims: string | undefined;
  readonly authorizationUri: string;
  readonly consentUri: string | undefined;

  constructor(where: { authorizationUri: string; claims?: string; consentUri?: string }) {
    super("The user must sign in again: this API can't do it on their behalf.");
    this.name = 'InteractionNeeded';
    this.authorizationUri = where.authorizationUri;
    this.claims = where.claims;
    this.consentUri = where.consentUri;
  }

  // #region claims-challenge
  /** The header that Microsoft calls a claims challenge; without claims, it asks for consent the same way. */
  get challenge(): string {
    const parameters = Object.entries({
      realm: '',
      authorization_uri: this.authorizationUri,
      error: this.claims === undefined ? 'interaction_required' : 'insufficient_claims',
      claims: this.claims && Buffer.from(this.claims).toString('base64'),
      consent_uri: this.consentUri,
    });
    return `Bearer ${parameters
      .flatMap(([name, value]) => (value === undefined ? [] : `${name}="${quotable(value)}"`))
      .join(', ')}`;
  }
  // #endregion claims-challenge
}
