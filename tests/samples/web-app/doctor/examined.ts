import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from '../../../../samples/web-app/doctor/checks.ts';
import type { Finding } from '../../../../samples/web-app/doctor/finding.ts';
import { runChecks } from '../../../../samples/web-app/doctor/run-checks.ts';
import {
  realSurroundings,
  type Surroundings,
} from '../../../../samples/web-app/doctor/surroundings.ts';
import { variablesOf } from '../../../../samples/web-app/doctor/variables.ts';

export interface Examined {
  findings: Finding[];
  /** The findings of one check. */
  of(check: string): Finding[];
  /** `ok`, `failed`, …, or several of them. */
  status(check: string): string;
}

interface Patient {
  /** What `.env` holds. */
  variables: NodeJS.Dict<string>;
  /** Other files of the folder. */
  files?: Record<string, string>;
  surroundings?: Partial<Surroundings>;
  /** Only these checks, and those that they need. */
  only?: readonly string[];
}

/** The doctor's findings in a folder of its own, which is removed again. */
export async function examined(patient: Patient): Promise<Examined> {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  try {
    return await examinedIn(folder, patient);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function examinedIn(folder: string, patient: Patient): Promise<Examined> {
  const { variables, files = {}, surroundings } = patient;
  writeFileSync(join(folder, '.env'), envText(variables));
  chmodSync(join(folder, '.env'), 0o600);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const around: Surroundings = {
    ...realSurroundings(),
    folder,
    shell: {},
    // The real one changes the whole process.
    useNetwork: () => [],
    // A busy computer must not change what is found.
    seconds: 60,
    ...surroundings,
  };
  const wanted = patient.only ? withProviders(patient.only) : checks;
  const findings: Finding[] = [];
  for await (const finding of runChecks(wanted, { environment: variablesOf(around) }, around))
    findings.push(finding);
  const of = (check: string) => findings.filter((each) => each.check === check);
  const status = (check: string) =>
    [...new Set(of(check).map((finding) => finding.status))].join(' ');
  return { findings, of, status };
}

export const envText = (variables: NodeJS.Dict<string>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${JSON.stringify(value ?? '')}\n`)
    .join('');

/** A check is of no use without the checks that find out what it needs. */
function withProviders(ids: readonly string[]) {
  const wanted = new Set(checks.filter(({ id }) => ids.includes(id)));
  for (const each of wanted)
    for (const other of checks)
      if (other.provides.some((provided) => each.needs.includes(provided))) wanted.add(other);
  return checks.filter((each) => wanted.has(each));
}
