/** A page that explains what went wrong. Everything in it may be shown to anyone. */
export interface Problem {
  status: number;
  /** Stable, for people who report it. */
  code: string;
  /** Without a period, because it's a heading. */
  what: string;
  why: string;
  whatToDo: string;
  /** AADSTS… or AADB2C…, if the identity provider gave one. */
  errorCode?: string;
  /** The app roles or groups of which the user would need one. A sign-in doesn't bring them. */
  needed?: readonly string[];
  /** How long to wait before trying again. */
  retryAfterSeconds?: number;
}

/** What this site itself refuses. Failures of a sign-in come from the relying party, with its own words. */
export const problems = {
  crossSite: {
    status: 403,
    code: 'cross_site_request',
    what: 'This request did not come from this site',
    why: 'Signing in and out starts with a button on this site. A request from elsewhere may not be what you wanted.',
    whatToDo: 'Open the demo and select the button there.',
  },
  notAForm: {
    status: 400,
    code: 'form_expected',
    what: 'This request lacks what the button sends',
    why: 'The form was changed in transit, or something other than a browser sent it.',
    whatToDo: 'Open the demo and select the button there.',
  },
  buttonNeeded: {
    status: 405,
    code: 'button_expected',
    what: 'This address belongs to a button',
    why: 'Opening an address must not sign anyone in or out, so this one works only with the button on the demo’s page.',
    whatToDo: 'Open the demo and select the button there.',
  },
  noTenantType: {
    status: 400,
    code: 'redirect_uri_without_tenant_type',
    what: 'This redirect URI is incomplete',
    why: 'Each demo has its own redirect URI, for example /auth/redirect/entra-id, so that a response from one identity provider can’t be used for another (RFC 9700, section 4.4.2).',
    whatToDo:
      'Start the sign-in again. If it ends here each time, correct the redirect URI in the app registration.',
  },
  notConfigured: {
    status: 503,
    code: 'demo_not_configured',
    what: 'This live demo has no registration',
    why: 'The people who run this site have turned off the practice tenant and haven’t configured a registration of their own.',
    whatToDo: 'Try another demo, or run the site yourself with the practice tenant turned on.',
  },
  tenantsOutOfReach: {
    status: 503,
    code: 'practice_tenants_out_of_reach',
    what: 'Your practice tenants are out of reach',
    why: 'The site can’t read what it keeps about them right now. You haven’t lost any of it.',
    whatToDo: 'Wait a minute, and try again.',
    retryAfterSeconds: 60,
  },
  unexpected: {
    status: 500,
    code: 'unexpected',
    what: 'Something failed on our side',
    why: 'You did nothing wrong. The site’s log has the details, for the people who run it.',
    whatToDo: 'Start again. If it fails again, try another demo.',
  },
} as const satisfies Record<string, Problem>;
