/** An app with a library that nobody here wrote, as the library's own documentation shows it. */
export interface CheckedApp {
  /** As in tests/clients/checked-apps.ts. */
  name: string;
  /** Where it's from: a package of npm, of this project or of `tests/clients`, or one of Debian. */
  from: 'npm' | 'npm, tests/clients' | 'Debian';
  package: string;
  documentation: string;
  /** What its app is, beyond the lines of the documentation. */
  settings: string;
}

/** In the order of the page. */
export const checkedApps = [
  {
    name: 'express-openid-connect',
    from: 'npm, tests/clients',
    package: 'express-openid-connect',
    documentation: 'https://github.com/auth0/express-openid-connect#readme',
    settings: 'Code flow: `response_type: "code"` and a client secret; `idpLogout: true`',
  },
  {
    name: 'express-openid-connect, ID token only',
    from: 'npm, tests/clients',
    package: 'express-openid-connect',
    documentation: 'https://github.com/auth0/express-openid-connect#readme',
    settings: 'Its default: an ID token in a form, and no code; `idpLogout: true`',
  },
  {
    name: 'openid-client',
    from: 'npm, tests/clients',
    package: 'openid-client',
    documentation: 'https://github.com/panva/openid-client#readme',
    settings: 'With express-session, and signing in and out as its README shows them',
  },
  {
    name: 'Auth.js',
    from: 'npm',
    package: '@auth/express',
    documentation: 'https://authjs.dev/reference/express',
    settings: 'Express 5, its own Microsoft Entra ID provider, and no database',
  },
  {
    name: 'better-auth',
    from: 'npm, tests/clients',
    package: 'better-auth',
    documentation: 'https://www.better-auth.com/docs/authentication/microsoft',
    settings: 'Its own Microsoft provider, and no database',
  },
  {
    name: '@hono/oidc-auth',
    from: 'npm, tests/clients',
    package: '@hono/oidc-auth',
    documentation: 'https://github.com/honojs/middleware/tree/main/packages/oidc-auth',
    settings: 'The middleware protects every page',
  },
  {
    name: 'passport-azure-ad',
    from: 'npm, tests/clients',
    package: 'passport-azure-ad',
    documentation: 'https://www.npmjs.com/package/passport-azure-ad',
    settings:
      '`responseType: "code id_token"` in a form, and express-session, with a new session after sign-in as its README shows',
  },
  {
    name: 'mod_auth_openidc',
    from: 'Debian',
    package: 'libapache2-mod-auth-openidc',
    documentation: 'https://github.com/OpenIDC/mod_auth_openidc#readme',
    settings: 'Apache, with only the directives that the module requires',
  },
] as const satisfies readonly CheckedApp[];

export type CheckedAppName = (typeof checkedApps)[number]['name'];
