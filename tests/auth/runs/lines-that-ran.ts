import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { executedLines, startCounting } from './executed-lines.ts';

// A program of its own, run by Node as it is: a test runner rewrites the modules it loads, and their lines
// would be others. Prints one JSON object for each message that the demo recorded while it ran the flows.
startCounting();
const { sampleCode } = await import('../../../src/auth/explanations/sample-code.ts');
const { liveDemo } = await import('../../../src/auth/live-demo.ts');
const { startPracticeTenant } = await import('../../../src/practice-tenant/index.ts');
const { readEnvironment } = await import('../../../src/server/environment.ts');
const { freePort } = await import('../../e2e/free-ports.ts');
const { HttpBrowser } = await import('../../http-browser.ts');
const { runFlows } = await import('./demo-flows.ts');
const { answer } = await import('./in-process-site.ts');
type Stage = import('./demo-flows.ts').Stage;

const sample = new URL('../../../samples/web-app/', import.meta.url);

/** How many lines of a region are among those that ran. */
function ranOf(file: string, region: string, lines: ReadonlySet<number> | undefined): number {
  const text = readFileSync(new URL(file, sample), 'utf8').split('\n');
  const first = text.findIndex((line) => line.trim() === `// #region ${region}`);
  const last = text.findIndex((line) => line.trim() === `// #endregion ${region}`);
  if (first < 0 || last < 0) throw new Error(`${file} has no region ${region}.`);
  return [...text.keys()].filter((index) => index > first && index < last && lines?.has(index + 1))
    .length;
}

const dataFolder = mkdtempSync(join(tmpdir(), 'lines-that-ran-'));
const environment = {
  PRACTICE_TENANT_FRONT_ORIGIN: `http://127.0.0.1:${await freePort()}`,
  PRACTICE_TENANT_ORIGIN: `https://localhost:${await freePort()}`,
  PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: `https://localhost:${await freePort()}`,
  DATA_FOLDER: dataFolder,
};
const { practiceTenant, siteOrigin } = readEnvironment(environment);
if (practiceTenant === undefined) throw new Error('The flows need a practice tenant.');
const tenant = await startPracticeTenant(practiceTenant);
setDefaultCACertificates([...getCACertificates('default'), tenant.caCertificate]);

const network = globalThis.fetch;
let interference: Parameters<Stage['interfere']>[0];
globalThis.fetch = (input, init) => {
  const send = () => network(input, init);
  const url = new URL(input instanceof Request ? input.url : input);
  return interference ? interference(url, send) : send();
};

const browserOf: Stage['browserOf'] = (demo) => {
  const { traces } = liveDemo({ demo });
  const kinds: (keyof typeof sampleCode)[] = [];
  const append = traces.append.bind(traces);
  traces.append = (key, added) => {
    kinds.push(...added.messages.map(({ kind }) => kind));
    return append(key, added);
  };
  const site: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.startsWith(siteOrigin)) return network(request);
    executedLines(sample);
    const response = await answer(request, demo);
    const executed = executedLines(sample);
    for (const kind of kinds.splice(0)) {
      const code = sampleCode[kind];
      const lines = code && ranOf(code.file, code.region, executed.get(code.file));
      console.log(JSON.stringify({ kind, ...(lines !== undefined && { lines }) }));
    }
    return response;
  };
  return new HttpBrowser({ fetch: site });
};

try {
  await runFlows({
    environment,
    origin: practiceTenant.origin,
    browserOf,
    interfere: (next) => {
      interference = next;
    },
  });
} finally {
  await tenant.close();
  rmSync(dataFolder, { recursive: true });
}
