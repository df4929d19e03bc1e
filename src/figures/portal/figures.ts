import { labels, type PortalLabel } from './labels.ts';
import type { MenuGroup, Part, PortalFigure, Spot } from './portal-figure.ts';

/** The menu of an app registration; the figure's page comes with its step, if it has one. */
const registrationMenu = (selected?: Spot): readonly MenuGroup[] => [
  { items: [{ label: labels.overview }] },
  {
    heading: labels.manage,
    items: [labels.authentication, labels.certificatesAndSecrets, labels.apiPermissions].map(
      (label) => (label === selected?.label ? selected : { label }),
    ),
  },
];

const redirectUri = 'http://localhost:3000/auth/redirect';

/** A group of options, of which only the selected ones are shown. */
const choice = (
  as: 'radios' | 'checks',
  label: PortalLabel,
  step: number,
  ...options: readonly PortalLabel[]
): Part => ({ as, label, step, spots: options.map((option) => ({ label: option })) });

/** By the name that a page uses: `<PortalFigure name="register-app" />`. */
export const portalFigures = {
  'register-app': {
    path: [labels.entraId, labels.appRegistrations],
    title: labels.registerAnApplication,
    parts: [
      { as: 'fields', spots: [{ label: labels.name, step: 3, text: 'Sign-in Lab' }] },
      choice('radios', labels.supportedAccountTypes, 4, labels.singleTenant),
    ],
    button: { label: labels.register, step: 5 },
  },
  'register-app-in-b2c': {
    path: [labels.azureAdB2c, labels.appRegistrations],
    title: labels.registerAnApplication,
    parts: [
      { as: 'fields', spots: [{ label: labels.name, step: 4, text: 'Sign-in Lab' }] },
      choice('radios', labels.supportedAccountTypes, 5, labels.anyIdentityProvider),
      {
        as: 'fields',
        spots: [{ label: labels.redirectUri, step: 6, text: labels.web, code: redirectUri }],
      },
      choice('checks', labels.permissions, 7, labels.grantOpenIdConsent),
    ],
    button: { label: labels.register, step: 8 },
  },
  'app-overview': {
    path: [labels.appRegistrations],
    title: labels.overview,
    menu: registrationMenu(),
    parts: [
      {
        as: 'facts',
        spots: [
          { label: labels.applicationId, step: 6, code: '<your client ID>' },
          { label: labels.objectId, not: 'not needed' },
          { label: labels.directoryId, step: 6, code: '<your tenant ID>' },
        ],
      },
    ],
  },
  'add-redirect-uri': {
    path: [labels.appRegistrations],
    title: labels.authentication,
    menu: registrationMenu({ label: labels.authentication, step: 1 }),
    tabs: [{ label: labels.redirectUriConfiguration, step: 2 }],
    commands: [{ label: labels.addRedirectUri, step: 2 }],
    parts: [
      {
        as: 'radios',
        spots: [
          { label: labels.web, step: 3 },
          { label: labels.singlePage, not: 'not this one' },
        ],
      },
      { as: 'fields', spots: [{ label: labels.redirectUri, step: 4, code: redirectUri }] },
    ],
    button: { label: labels.configure, step: 5 },
  },
  'client-secret': {
    path: [labels.appRegistrations],
    title: labels.certificatesAndSecrets,
    menu: registrationMenu({ label: labels.certificatesAndSecrets, step: 1 }),
    tabs: [{ label: labels.clientSecrets }],
    commands: [{ label: labels.newClientSecret, step: 2 }],
    parts: [
      {
        as: 'columns',
        spots: [
          { label: labels.value, step: 3, code: '<your client secret>' },
          { label: labels.secretId, not: 'not the secret' },
        ],
      },
    ],
  },
  'grant-consent': {
    path: [labels.appRegistrations],
    title: labels.apiPermissions,
    menu: registrationMenu({ label: labels.apiPermissions, step: 1 }),
    commands: [{ label: labels.addPermission }, { label: labels.grantAdminConsent, step: 2 }],
    parts: [
      {
        as: 'columns',
        spots: [
          { label: labels.microsoftGraph, code: 'User.Read' },
          { label: labels.adminConsentRequired, text: 'No' },
          { label: labels.status, step: 3, text: labels.granted },
        ],
      },
    ],
  },
  'new-user-flow': {
    path: [labels.entraId, labels.externalIdentities, labels.userFlows],
    title: labels.newUserFlow,
    parts: [
      { as: 'fields', spots: [{ label: labels.name, step: 2, code: 'SignUpSignIn' }] },
      choice('checks', labels.identityProviders, 3, labels.emailAccounts, labels.emailWithPassword),
      choice('checks', labels.userAttributes, 4, labels.displayName),
    ],
    button: { label: labels.create, step: 5 },
  },
  'user-flow-applications': {
    path: [labels.externalIdentities, labels.userFlows],
    title: labels.applications,
    menu: [
      {
        heading: labels.settings,
        items: [{ label: labels.identityProviders }, { label: labels.userAttributes }],
      },
      { heading: labels.use, items: [{ label: labels.applications, step: 2 }] },
    ],
    commands: [{ label: labels.addApplication, step: 2 }],
    parts: [{ as: 'facts', spots: [{ label: labels.name, text: 'Sign-in Lab' }] }],
  },
  'new-user-flow-in-b2c': {
    path: [labels.azureAdB2c, labels.userFlows],
    title: labels.newUserFlow,
    parts: [
      {
        as: 'fields',
        spots: [{ label: labels.name, step: 2, text: 'B2C_1_', code: 'signupsignin' }],
      },
      choice('radios', labels.identityProviders, 3, labels.emailSignup),
      choice(
        'checks',
        labels.userAttributesAndClaims,
        4,
        labels.displayName,
        labels.userObjectId,
        labels.emailAddresses,
      ),
    ],
    button: { label: labels.create, step: 5 },
  },
  'custom-domain': {
    path: [labels.entraId, labels.domainNames],
    title: labels.customDomainNames,
    tabs: [
      { label: labels.customDomainNames, step: 1 },
      { label: labels.customUrlDomains, step: 5 },
    ],
    commands: [{ label: labels.addCustomDomain, step: 1 }],
    parts: [
      { as: 'fields', spots: [{ label: labels.customDomainName, step: 2, code: '<your domain>' }] },
    ],
    button: { label: labels.addDomain, step: 2 },
  },
} as const satisfies Record<string, PortalFigure>;

export type PortalFigureName = keyof typeof portalFigures;

const isName = (name: string): name is PortalFigureName => Object.hasOwn(portalFigures, name);

/** @throws an Error of one sentence when there's no figure with that name */
export function portalFigure(name: string): PortalFigure {
  if (isName(name)) return portalFigures[name];
  throw new Error(
    `There's no portal figure "${name}". The figures are ${Object.keys(portalFigures).join(', ')}.`,
  );
}
