// Finds out what will fail in the live demos, for the operator of this site: npm run doctor -- --demo entra-id
import '../src/server/env-file.ts';
import { parseArgs } from 'node:util';
import { endWith } from '../samples/web-app/doctor/command/end.ts';
import type { Finding } from '../samples/web-app/doctor/finding.ts';
import { pageOf } from '../samples/web-app/doctor/page-of.ts';
import { linesOf, summaryOf, waitingLines } from '../samples/web-app/doctor/report.ts';
import { useNetwork } from '../samples/web-app/outbound-network.ts';
import { isLoopback } from '../samples/web-app/server/loopback.ts';
import { ConfigurationError } from '../samples/web-app/sign-in/index.ts';
import { demoFindings } from '../src/demo-doctor/demo-findings.ts';
import { siteFindings } from '../src/demo-doctor/site-findings.ts';
import { type DemoName, demoNameFrom, demoNames, variablePrefix } from '../src/scenarios/demos.ts';
import { readEnvironment, type SiteEnvironment } from '../src/server/environment.ts';

const usage = `Use: npm run doctor -- [options]
  --demo <name>   checks one live demo: ${demoNames.join(', ')}
  --json          prints the findings as JSON, for programs
  --help          prints this

Finds out what will fail in the live demos that use your own registration. It signs no one in and changes
nothing. Exit status: 0 nothing is wrong, 1 something is wrong, 2 wrong use.`;

function wrongUse(mistake: string): never {
  console.error(`${mistake}\n\n${usage}`);
  process.exit(2);
}

function options(): { demo?: string | undefined; json: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        demo: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return { demo: values.demo, json: values.json ?? false, help: values.help ?? false };
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error));
  }
}

interface DemoFinding extends Finding {
  demo: DemoName | undefined;
}

const { demo, json, help } = options();
if (help) {
  console.log(usage);
  process.exit(0);
}
const only = demoNameFrom(demo);
if (demo !== undefined && only === undefined)
  wrongUse(`There is no demo "${demo.slice(0, 40)}". There are: ${demoNames.join(', ')}.`);

const findings: DemoFinding[] = [];
for await (const finding of allFindings()) {
  const previous = findings.at(-1)?.demo;
  if (!json && finding.demo !== previous) {
    printWaiting(previous);
    console.log(`\n${finding.demo}`);
  }
  findings.push(finding);
  if (!json && !finding.waitsFor) console.log(linesOf(finding, pages()));
}
if (!json) printWaiting(findings.at(-1)?.demo);
console.log(json ? jsonOf(findings) : `\n${summaryOf(findings)}`);
endWith(findings.some(({ status }) => status === 'failed') ? 1 : 0);

function printWaiting(name: DemoName | undefined): void {
  for (const line of waitingLines(findings.filter((each) => each.demo === name))) console.log(line);
}

async function* allFindings(): AsyncGenerator<DemoFinding> {
  const environment = environmentOrMistakes();
  if (Array.isArray(environment)) return yield* environment;
  const title = 'Configuration';
  for (const sentence of useNetwork(environment.network))
    yield {
      check: 'proxy',
      title: 'Proxy',
      status: 'failed',
      seen: sentence,
      todo: 'Correct it in .env.',
      demo: undefined,
    };
  let isAny = false;
  for (const [name, registered] of environment.demo.registrations) {
    if ((only && name !== only) || registered.whose !== 'operator') continue;
    isAny = true;
    for await (const finding of demoFindings(name, registered, environment.network))
      yield { ...finding, demo: name };
    if (!isLoopback(environment.siteOrigin))
      for await (const finding of siteFindings(environment.siteOrigin, name))
        yield { ...finding, demo: name };
  }
  if (isAny) return;
  const prefix = only ? variablePrefix(only) : 'the prefix of a demo, such as ENTRA_ID__';
  yield {
    check: 'configuration',
    title,
    status: 'unknown',
    seen: `no variable starts with ${prefix}, so ${only ? 'this demo uses' : 'all demos use'} the practice tenant`,
    todo: 'Use a registration of your own: npm run register -- --demo entra-id. The practice tenant needs no check.',
    demo: only,
  };
}

/** The settings of the site, or a finding for each mistake in them. */
function environmentOrMistakes(): SiteEnvironment | DemoFinding[] {
  try {
    return readEnvironment(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.mistakes.map((mistake) => ({
      check: 'configuration',
      title: 'Configuration',
      status: 'failed',
      seen: mistake,
      todo: 'Correct this variable in .env, or where the site gets its variables from.',
      demo: undefined,
    }));
  }
}

function pages() {
  const { SITE_ORIGIN, PORT } = process.env;
  const origin = SITE_ORIGIN?.replace(/\/$/, '') || `http://localhost:${PORT || 4321}`;
  return { ERROR_PAGES: `${origin}/errors/` };
}

function jsonOf(all: readonly DemoFinding[]): string {
  const withPages = all.map((finding) => {
    const page = pageOf(finding.code, pages());
    return { ...finding, ...(page && { page }) };
  });
  return JSON.stringify({ findings: withPages }, null, 2);
}
