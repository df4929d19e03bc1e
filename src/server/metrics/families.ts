import { routeClasses } from './route-class.ts';

interface Labeled {
  help: string;
  /** Every value that each label can have: nothing else ever becomes one. */
  labels: Readonly<Record<string, readonly string[]>>;
}

export const places = ['site', 'tenant'] as const;
export type Place = (typeof places)[number];

export const statusClasses = ['2xx', '3xx', '4xx', '5xx', 'aborted'] as const;

export const counterFamilies = {
  sign_ins: {
    help: 'Sign-ins of the live demo, by what became of them; for those that failed, who has to act.',
    labels: {
      outcome: ['started', 'completed', 'failed'],
      reason: ['none', 'visitor', 'identity_provider', 'site', 'store'],
    },
  },
  refusals: {
    help: 'Requests that were refused before anything was done for them.',
    labels: {
      at: places,
      reason: [
        'method',
        'address',
        'host',
        'length',
        'size',
        'rate',
        'cross_site',
        'part_off',
        'ended',
        'full',
        'redirect_uri',
        'registration',
        'other',
      ],
    },
  },
  tenant_sets: {
    help: 'Visitors who got their own practice tenants, and whose practice tenants ended.',
    labels: { what: ['made', 'ended', 'expired', 'refused'] },
  },
  log_lines: {
    help: 'Lines of the log that report a problem.',
    labels: { level: ['warn', 'error'] },
  },
} as const satisfies Readonly<Record<string, Labeled>>;

export type CounterName = keyof typeof counterFamilies;
export type LabelsOf<Name extends CounterName> = {
  readonly [Label in keyof (typeof counterFamilies)[Name]['labels']]: (typeof counterFamilies)[Name]['labels'][Label] extends readonly (infer Value)[]
    ? Value
    : never;
};

export const requestSeconds = {
  help: 'Time from a request to the end of its response.',
  labels: { at: places, route: routeClasses, status: statusClasses },
  /** In seconds. */
  buckets: [0.01, 0.05, 0.1, 0.3, 1, 5],
} as const;
