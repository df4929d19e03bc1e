import type { Finding } from '../../samples/web-app/doctor/finding.ts';
import type { NetworkSettings } from '../../samples/web-app/sign-in/index.ts';
import type { DemoConfiguration, DemoRegistration } from '../auth/demo-configuration.ts';
import type { DemoName } from '../scenarios/demos.ts';
import { everyFinding } from './demo-findings.ts';

export interface CheckedDemo {
  demoName: DemoName;
  whose: DemoRegistration['whose'];
  findings: readonly Finding[];
}

export interface DoctorRun {
  /** Milliseconds since 1970. */
  endedAt: number;
  demos: readonly CheckedDemo[];
}

interface Runs {
  last?: DoctorRun;
  current?: Promise<DoctorRun>;
}

const runs = new WeakMap<DemoConfiguration, Runs>();

/** What the last run found in this process; undefined before the first. */
export const lastRun = (demo: DemoConfiguration): DoctorRun | undefined => runs.get(demo)?.last;

/** Checks every demo, all at once. While one run is in progress, it counts for all who ask. */
export function run(demo: DemoConfiguration, network: NetworkSettings): Promise<DoctorRun> {
  const own = runs.get(demo) ?? {};
  runs.set(demo, own);
  own.current ??= checkAll(demo, network)
    .then((ended) => {
      own.last = ended;
      return ended;
    })
    .finally(() => {
      delete own.current;
    });
  return own.current;
}

async function checkAll(
  { registrations }: DemoConfiguration,
  network: NetworkSettings,
): Promise<DoctorRun> {
  const demos = await Promise.all(
    [...registrations].map(async ([demoName, registered]) => ({
      demoName,
      whose: registered.whose,
      findings: await everyFinding(demoName, registered, network),
    })),
  );
  return { endedAt: Date.now(), demos };
}
