/**
 * The floors of the practice tenant, from the top down: what each of its folders may import. A folder
 * is above the one that contains it. Its README draws them.
 */
const floors: Record<string, readonly string[]> = {
  server: [
    'apis',
    'certificates',
    'configuration',
    'desk',
    'directory',
    'errors',
    'faults',
    'http',
    'interaction',
    'pages',
    'protocol',
    'protocol/authorize',
    'protocol/outcome',
    'protocol/token',
    'provider',
    'social',
    'tenant',
  ],
  interaction: [
    'directory',
    'errors',
    'federation',
    'http',
    'pages',
    'protocol/claims',
    'protocol/grants',
    'provider',
    'tenant',
  ],
  desk: ['directory', 'errors', 'faults', 'http', 'pages', 'tenant'],
  apis: ['directory', 'faults', 'http', 'protocol/claims', 'tenant'],
  'protocol/authorize': [
    'directory',
    'errors',
    'http',
    'pages',
    'protocol/claims',
    'protocol/grants',
    'protocol/outcome',
    'tenant',
  ],
  'protocol/token': [
    'client-authentication',
    'directory',
    'errors',
    'faults',
    'http',
    'protocol/claims',
    'protocol/grants',
    'protocol/outcome',
    'provider',
    'tenant',
  ],
  'protocol/outcome': ['directory', 'errors', 'http', 'pages', 'tenant'],
  'protocol/grants': ['directory', 'errors', 'faults', 'tenant'],
  'protocol/claims': ['directory', 'tenant'],
  protocol: [
    'directory',
    'errors',
    'http',
    'pages',
    'protocol/authorize',
    'protocol/claims',
    'protocol/grants',
    'protocol/outcome',
    'protocol/token',
    'provider',
    'tenant',
  ],
  'client-authentication': ['directory', 'errors', 'tenant'],
  tenant: ['directory', 'errors', 'faults', 'federation', 'provider', 'store'],
  federation: ['directory', 'provider', 'social', 'store'],
  social: ['directory', 'http', 'pages', 'provider', 'store'],
  http: ['directory', 'errors', 'pages'],
  pages: ['directory', 'errors', 'faults'],
  faults: ['directory', 'errors', 'provider', 'store'],
  directory: ['errors', 'store'],
  provider: ['certificates', 'store'],
  store: ['configuration'],
  errors: [],
  certificates: [],
  configuration: [],
};

export const practiceTenant = 'src/practice-tenant';

const named = (folder: string): string => `${practiceTenant}/${folder}`;

/** What starts the practice tenant and ends it. */
const opened = [
  'certificates',
  'configuration',
  'directory',
  'faults',
  'federation',
  'protocol',
  'provider',
  'server',
  'social',
  'store',
  'tenant',
];

/** The same as rows of all arrows. */
export const practiceTenantArrows: Record<string, readonly string[]> = Object.fromEntries([
  ...Object.entries(floors).map(([folder, below]) => [named(folder), below.map(named)] as const),
  [practiceTenant, opened.map(named)] as const,
]);
