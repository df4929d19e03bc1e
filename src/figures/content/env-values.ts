import { type TenantType, tenantTypeFacts } from '../../scenarios/tenant-types.ts';
import type { Box, BoxFigure } from '../model/figure.ts';
import { labels } from '../portal/labels.ts';

/** A value's way: its label in the admin center, its variable, and the file in sign-in/registration that reads it. */
export interface Way {
  field: string;
  /** Where in the admin center it is. */
  place?: string;
  variable: string;
  file: string;
}

const everywhere: readonly Way[] = [
  { field: labels.applicationId, variable: 'CLIENT_ID', file: 'registration.ts' },
  {
    field: labels.value,
    place: labels.clientSecrets,
    variable: 'CLIENT_SECRET',
    file: 'credential.ts',
  },
  {
    field: labels.redirectUri,
    place: labels.web,
    variable: 'REDIRECT_URI',
    file: 'registration.ts',
  },
];

/** What is different: how the tenant is named. */
const tenant: Readonly<Record<TenantType, readonly Way[]>> = {
  'entra-id': [{ field: labels.directoryId, variable: 'AUTHORITY', file: 'tenant-types.ts' }],
  'external-id': [
    {
      field: `Primary domain, ${labels.directoryId}`,
      variable: 'AUTHORITY',
      file: 'tenant-types.ts',
    },
  ],
  'external-id-custom-domain': [
    {
      field: `Your domain, ${labels.directoryId}`,
      variable: 'OIDC_AUTHORITY',
      file: 'tenant-types.ts',
    },
  ],
  b2c: [
    {
      field: 'First part of your domain',
      variable: 'B2C_TENANT_NAME',
      file: 'authority.ts',
    },
    { field: labels.userFlows, variable: 'SIGNUPSIGNIN_USER_FLOW', file: 'authority.ts' },
  ],
};

export const waysOf = (tenantType: TenantType): readonly Way[] => [
  ...tenant[tenantType],
  ...everywhere,
];

/** Where each value of `.env` comes from, and which code reads it. */
export function envValues(tenantType: TenantType): BoxFigure {
  const ways = waysOf(tenantType);
  const boxes = ways.flatMap(({ field, place, variable, file }): Box[] => [
    { id: `${variable} field`, role: 'provider', title: field, ...(place && { detail: place }) },
    { id: variable, role: 'thing', code: variable },
    { id: `${variable} file`, role: 'app', code: file },
  ]);
  const around = (ending: string) => ways.map(({ variable }) => variable + ending);
  return {
    kind: 'boxes',
    title: 'Where each value comes from, and which code reads it',
    description: `${tenantTypeFacts[tenantType].shortName}: ${ways
      .map(
        ({ field, place, variable, file }) =>
          `${variable} comes from ${place ? `${field} under ${place}` : field.replace(', ', ' and ')}, and ${file} reads it`,
      )
      .join('. ')}. All these files are in sign-in/registration.`,
    boxes,
    arrows: ways.flatMap(({ variable }) => [
      { from: `${variable} field`, to: variable },
      { from: variable, to: `${variable} file` },
    ]),
    wide: {
      columns: 3,
      gap: 44,
      at: Object.fromEntries(
        ways.flatMap(({ variable }, row) => [
          [`${variable} field`, [0, row]],
          [variable, [1, row]],
          [`${variable} file`, [2, row]],
        ]),
      ),
      frames: [
        { title: 'Admin center', around: around(' field') },
        { title: '.env', around: around('') },
        { title: 'sign-in/registration', around: around(' file') },
      ],
    },
    narrow: {
      columns: 2,
      gap: 18,
      at: Object.fromEntries(
        ways.flatMap(({ variable }, index) => [
          [`${variable} field`, [0, 2 * index, 2]],
          [variable, [0.1, 2 * index + 1, 0.9]],
          [`${variable} file`, [1, 2 * index + 1]],
        ]),
      ),
    },
  };
}
