import { expect, it } from 'vitest';
import { portalFigure } from '../../../src/figures/portal/figures.ts';
import { labels } from '../../../src/figures/portal/labels.ts';
import {
  captionOf,
  markedSpots,
  type Part,
  type PortalFigure,
} from '../../../src/figures/portal/portal-figure.ts';

const drawn = (...steps: number[]): PortalFigure => ({
  path: [labels.appRegistrations],
  title: labels.overview,
  parts: [{ as: 'facts', spots: steps.map((step) => ({ label: labels.name, step })) }],
});

it('lists the marked places as the page shows them: menu, tabs, buttons, content, and the last button', () => {
  const figure: PortalFigure = {
    ...drawn(),
    menu: [{ heading: labels.manage, items: [{ label: labels.overview, step: 1 }] }],
    tabs: [{ label: labels.clientSecrets, step: 2 }],
    commands: [{ label: labels.addApplication, step: 3 }, { label: labels.addDomain }],
    parts: [
      {
        as: 'radios',
        label: labels.supportedAccountTypes,
        step: 4,
        spots: [{ label: labels.singleTenant, step: 5 }],
      },
    ],
    button: { label: labels.register, step: 6 },
  };
  expect(markedSpots(figure).map(({ step, label }) => `${step} ${label}`)).toEqual([
    '1 Overview',
    '2 Client secrets',
    '3 Add application',
    '4 Supported account types',
    '5 Single tenant only',
    '6 Register',
  ]);
});

it('tells what is selected below a heading', () => {
  const spots = [
    { label: labels.emailAccounts },
    { label: labels.emailSignup },
    { label: labels.emailAddresses, not: 'not this one' },
  ];
  const part: Part = { as: 'checks', label: labels.identityProviders, step: 3, spots };
  expect(markedSpots({ ...drawn(), parts: [part] })).toEqual([
    { label: labels.identityProviders, step: 3, text: 'Email Accounts, Email signup' },
  ]);
});

it.each([
  [[6, 6], 'step 6'],
  [[2, 1], 'steps 1 and 2'],
  [[3, 4, 4, 5], 'steps 3 to 5'],
  [[1, 2, 5], 'steps 1, 2, and 5'],
])('names the steps %j as "%s" in the caption', (steps, words) => {
  expect(captionOf(drawn(...steps))).toBe(`Where to find ${words}, in a sketch of the page`);
});

it('refuses a figure that nobody drew, and lists those that there are', () => {
  expect(() => portalFigure('toString')).toThrow(
    /^There's no portal figure "toString"\. The figures are register-app, /,
  );
});
