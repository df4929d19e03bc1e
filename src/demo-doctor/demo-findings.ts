import { registrationChecks } from '../../samples/web-app/doctor/command/checks.ts';
import type { Finding } from '../../samples/web-app/doctor/finding.ts';
import { runChecks } from '../../samples/web-app/doctor/run-checks.ts';
import { realSurroundings, type Surroundings } from '../../samples/web-app/doctor/surroundings.ts';
import type { NetworkSettings } from '../../samples/web-app/sign-in/index.ts';
import type { DemoRegistration } from '../auth/demo-configuration.ts';
import { inOperatorsWords } from '../auth/registrations.ts';
import type { DemoName } from '../scenarios/demos.ts';

/** All that `demoFindings` finds. */
export async function everyFinding(...demo: Parameters<typeof demoFindings>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of demoFindings(...demo)) findings.push(finding);
  return findings;
}

/**
 * What the doctor of the downloads finds out about a demo's registration. Sentences name the variables as the
 * operator writes them.
 * @param network what already counts for every request of this process
 */
export async function* demoFindings(
  demoName: DemoName,
  { registration, whose }: DemoRegistration,
  network: NetworkSettings,
  surroundings: Surroundings = realSurroundings(),
): AsyncGenerator<Finding> {
  const { credential } = registration;
  const given = {
    // Whatever is in here is kept out of the findings.
    environment: {
      ...network.proxies,
      ...(credential.kind === 'secret' && { CLIENT_SECRET: credential.secret }),
    },
    registration,
    network,
    networkInUse: network,
    trust: whose === 'practice' ? ('practice-tenant' as const) : ('own' as const),
  };
  for await (const finding of runChecks(registrationChecks, given, surroundings)) {
    const { seen, todo } = finding;
    const words = (text: string) =>
      whose === 'operator' ? inOperatorsWords(text, demoName) : text;
    yield { ...finding, seen: words(seen), ...(todo !== undefined && { todo: words(todo) }) };
  }
}
