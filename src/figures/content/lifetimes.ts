import type { TimeLineFigure } from '../model/figure.ts';

const hour = 60;
const day = 24 * hour;

/** The session's limits are the sample's defaults; those of the tokens are Microsoft's. */
export const lifetimes: TimeLineFigure = {
  kind: 'time line',
  title: 'How long each of them lasts, by default (not to scale)',
  description:
    'A sign-in in progress lasts 10 minutes. Your app’s cookie and session last 1 hour without use, and 8 hours at most. An ID token is valid for 1 hour. An access token is valid for 60 to 90 minutes, in Azure AD B2C for 60. A refresh token is valid for 90 days, in Azure AD B2C for 14 days.',
  ticks: [
    { minutes: 10, name: '10 min' },
    { minutes: hour, name: '1 h' },
    { minutes: 8 * hour, name: '8 h' },
    { minutes: day, name: '1 d' },
    { minutes: 14 * day, name: '14 d' },
    { minutes: 90 * day, name: '90 d' },
  ],
  rows: [
    { title: 'Cookie of a sign-in in progress', detail: '10 minutes', minutes: 10 },
    {
      title: 'Your app’s cookie and session',
      detail: '1 hour without use, 8 hours at most',
      minutes: hour,
      atMost: 8 * hour,
    },
    { title: 'ID token', detail: '1 hour; your app reads it once, at sign-in', minutes: hour },
    {
      title: 'Access token',
      detail: '60 to 90 minutes, in Azure AD B2C 60',
      minutes: hour,
      atMost: 90,
    },
    {
      title: 'Refresh token',
      detail: '90 days, in Azure AD B2C 14; each use brings a new one',
      minutes: 14 * day,
      atMost: 90 * day,
    },
  ],
};
