import { exposition, type Family, type Labels, type Sample } from './exposition.ts';
import {
  type CounterName,
  counterFamilies,
  type LabelsOf,
  type Place,
  requestSeconds,
  type statusClasses,
} from './families.ts';
import type { RouteClass } from './route-class.ts';

export interface TimedRequest {
  at: Place;
  route: RouteClass;
  status: (typeof statusClasses)[number];
}

export interface Gauge {
  /** Without the prefix that all names of this process have. */
  name: string;
  help: string;
  /** Asked at each scrape; undefined while there is nothing to tell, for example because a store is down. */
  read(): Reading | Promise<Reading>;
}
type Reading = number | readonly Sample[] | undefined;

/** What this process counts, for the operator. Nothing in it is about one visitor. */
export interface Metrics {
  counted<Name extends CounterName>(name: Name, labels: LabelsOf<Name> & Labels): void;
  timed(request: TimedRequest, seconds: number): void;
  gauge(gauge: Gauge): void;
  /** Everything, in the text format that Prometheus reads. */
  text(): Promise<string>;
}

const prefix = 'signin_lab_';

interface Histogram {
  labels: Labels;
  sum: number;
  count: number;
  /** How many took at most as long as the bucket of the same place in the list. */
  atMost: number[];
}

export function createMetrics(): Metrics {
  const counts = new Map<CounterName, Map<string, Sample>>();
  const requests = new Map<string, Histogram>();
  const gauges: Gauge[] = [];

  const counters = (): Family[] =>
    Object.entries(counterFamilies).flatMap(([name, { help }]) => {
      const samples = [...counts].flatMap(([each, of]) => (each === name ? [...of.values()] : []));
      return [{ name: `${prefix}${name}_total`, type: 'counter', help, samples }];
    });

  return {
    counted(name, labels) {
      const of = counts.get(name) ?? new Map<string, Sample>();
      counts.set(name, of);
      const key = Object.values(labels).join();
      of.set(key, { labels: { ...labels }, value: (of.get(key)?.value ?? 0) + 1 });
    },
    timed({ at, route, status }, seconds) {
      const key = [at, route, status].join();
      const of = requests.get(key) ?? histogram({ at, route, status });
      requests.set(key, of);
      of.sum += seconds;
      of.count += 1;
      requestSeconds.buckets.forEach((bucket, place) => {
        if (seconds <= bucket) of.atMost[place] = (of.atMost[place] ?? 0) + 1;
      });
    },
    gauge: (gauge) => void gauges.push(gauge),
    async text() {
      const read = gauges.map(async (gauge): Promise<Family> => {
        const samples = samplesOf(await gauge.read());
        return { name: prefix + gauge.name, type: 'gauge', help: gauge.help, samples };
      });
      return exposition([
        ...counters(),
        {
          name: `${prefix}request_seconds`,
          type: 'histogram',
          help: requestSeconds.help,
          samples: [...requests.values()].flatMap(histogramSamples),
        },
        ...(await Promise.all(read)),
      ]);
    },
  };
}

const histogram = (labels: Labels): Histogram => ({
  labels,
  sum: 0,
  count: 0,
  atMost: requestSeconds.buckets.map(() => 0),
});

function histogramSamples({ labels, sum, count, atMost }: Histogram): Sample[] {
  const bucket = (le: string, value: number): Sample => ({
    suffix: '_bucket',
    labels: { ...labels, le },
    value,
  });
  return [
    ...requestSeconds.buckets.map((le, place) => bucket(String(le), atMost[place] ?? 0)),
    bucket('+Inf', count),
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
}

const samplesOf = (reading: Reading): readonly Sample[] => {
  if (typeof reading === 'number') return [{ value: reading }];
  return reading ?? [];
};
