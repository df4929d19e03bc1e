export type Labels = Readonly<Record<string, string>>;

/** One value, as a line of a family; `suffix` is what a histogram appends to the name. */
export interface Sample {
  value: number;
  labels?: Labels;
  suffix?: '_bucket' | '_sum' | '_count';
}

export interface Family {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  samples: readonly Sample[];
}

export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Prometheus text format 0.0.4. prom-client would do it too, but it brings OpenTelemetry along, and takes
 * any text for a label: here each label has a list of values, so nothing a visitor sends can become one.
 */
export function exposition(families: readonly Family[]): string {
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(
        ({ value, labels, suffix = '' }) =>
          `${name}${suffix}${labelsText(labels)} ${number(value)}`,
      ),
    ]);
  return lines.map((line) => `${line}\n`).join('');
}

function labelsText(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

const escaped = (value: string): string =>
  value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

const number = (value: number): string =>
  value === Number.POSITIVE_INFINITY ? '+Inf' : String(value);
