/** A page that explains what went wrong. Everything in it may be shown to anybody. */
export interface Problem {
  status: number;
  /** Stable, for people who report it. */
  code: string;
  /** Without a full stop: it stands as a heading does. */
  what: string;
  why: string;
  whatToDo: string;
  /** AADSTS… or AADB2C…, when the provider gave one. */
  errorCode?: string;
  /** How long to wait before trying again. */
  retryAfterSeconds?: number;
}

/** What this site itself refuses; failures of a sign-in come from the relying party with their own words. */
export const problems = {
  crossSite: {
    status: 403,
    code: 'cross_site_request',
    what: 'This request did not come from this site',
    why: 'Signing in and out starts with a button on this site. A request from elsewhere may be somebody else’s idea.',
    whatToDo: 'Open the demo and press the button there.',
  },
  notAForm: {
    status: 400,
    code: 'form_expected',
    what: 'This request lacks what the button sends',
    why: 'The form was changed on its way, or something other than a browser sent it.',
    whatToDo: 'Open the demo and press the button there.',
  },
  buttonNeeded: {
    status: 405,
    code: 'button_expected',
    what: 'This address belongs to a button',
    why: 'Opening an address must not sign anybody in or out, so this one answers only to the button on the demo’s page.',
    whatToDo: 'Open the demo and press the button there.',
  },
  noTenantType: {
    status: 400,
    code: 'redirect_uri_without_tenant_type',
    what: 'This is the start of a redirect URI, and no sign-in ends here',
    why: 'Each tenant type comes back to a redirect URI of its own, for example /auth/redirect/entra-id, so that the answer of one provider cannot be used for another (RFC 9700, section 4.4.2).',
    whatToDo:
      'Start the sign-in again. If it ends here each time, correct the redirect URI in the app registration.',
  },
  notConfigured: {
    status: 503,
    code: 'demo_not_configured',
    what: 'The live demo has no registration for this tenant type',
    why: 'Whoever runs this site has turned the practice tenant off and has set no registration of their own.',
    whatToDo: 'Try another tenant type, or run the site yourself with the practice tenant on.',
  },
  unexpected: {
    status: 500,
    code: 'unexpected',
    what: 'Something failed on our side',
    why: 'It is not your doing. The details are in the log of the site, for whoever runs it.',
    whatToDo: 'Start again; if it fails again, the other tenant types may still work.',
  },
} as const satisfies Record<string, Problem>;
