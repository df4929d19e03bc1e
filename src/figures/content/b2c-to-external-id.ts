import type { BoxFigure } from '../model/figure.ts';

const frames = [
  { title: 'Before: Azure AD B2C', around: ['before', 'sign-up', 'profile', 'password'] },
  { title: 'After: External ID', around: ['after', 'tenant', 'graph'] },
];

export const b2cToExternalId: BoxFigure = {
  kind: 'boxes',
  title: 'The choice of the user flow moves from your app to the tenant',
  description:
    'Before, in Azure AD B2C, your app names a user flow in each request: one to sign up and sign in, one to edit the profile, one to reset the password. After, in External ID, your app has one authority. The tenant picks the app’s user flow, and resets forgotten passwords on the sign-in page. To edit profiles, your app has a page that calls Microsoft Graph.',
  boxes: [
    { id: 'before', role: 'app', title: 'Your app', detail: 'picks a user flow each time' },
    {
      id: 'sign-up',
      role: 'provider',
      tenantType: 'b2c',
      title: 'Sign up and sign in',
      code: 'B2C_1_signupsignin',
    },
    {
      id: 'profile',
      role: 'provider',
      tenantType: 'b2c',
      title: 'Edit profile',
      code: 'B2C_1_editprofile',
    },
    {
      id: 'password',
      role: 'provider',
      tenantType: 'b2c',
      title: 'Reset password',
      code: 'B2C_1_resetpassword',
    },
    { id: 'after', role: 'app', title: 'Your app', detail: 'has one authority' },
    {
      id: 'tenant',
      role: 'provider',
      tenantType: 'external-id',
      title: 'External ID tenant',
      detail: 'picks the user flow, resets passwords',
    },
    {
      id: 'graph',
      role: 'api',
      title: 'Microsoft Graph',
      detail: 'edits profiles, from a page of your app',
    },
  ],
  arrows: [
    { from: 'before', to: 'sign-up' },
    { from: 'before', to: 'profile' },
    { from: 'before', to: 'password' },
    { from: 'after', to: 'tenant' },
    { from: 'after', to: 'graph' },
  ],
  wide: {
    columns: 2,
    gap: 70,
    at: {
      before: [0, 1],
      'sign-up': [1, 0],
      profile: [1, 1],
      password: [1, 2],
      after: [0, 3],
      tenant: [1, 3],
      graph: [1, 4],
    },
    frames,
  },
  narrow: {
    columns: 1,
    at: {
      before: [0, 0],
      'sign-up': [0.1, 1, 0.9],
      profile: [0.1, 2, 0.9],
      password: [0.1, 3, 0.9],
      after: [0, 4],
      tenant: [0.1, 5, 0.9],
      graph: [0.1, 6, 0.9],
    },
    frames,
  },
};
