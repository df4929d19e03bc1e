// Loaded by NODE_OPTIONS in .env.practice: lets this process, and nothing else on the machine, trust the
// practice tenant's certificate. Your own tenant needs none of this.
import tls from 'node:tls';

const origin = process.env['PRACTICE_TENANT_FRONT_ORIGIN'] ?? 'http://127.0.0.1:8400';
const address = `${origin}/ca.pem`;

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (!tls.setDefaultCACertificates)
  stop(
    `The practice tenant needs Node 22.19 or newer, this is ${process.versions.node}. Without installing anything: npx --package=node@24 npm start`,
  );

try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(5000), redirect: 'error' });
  const certificate = await answer.text();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
} catch {
  stop(
    `The practice tenant does not answer at ${address}: run "npm start" in the folder of Sign-in Lab first, or copy .env.sample to .env for your own tenant.`,
  );
}
