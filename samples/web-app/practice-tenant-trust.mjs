// Loaded by NODE_OPTIONS in .env.practice: makes this process, and nothing else on the machine, trust the
// practice tenant's certificate. Your own tenant doesn't need this.
import tls from 'node:tls';

const origin = process.env['PRACTICE_TENANT_FRONT_ORIGIN'] ?? 'http://127.0.0.1:8400';
const address = `${origin}/ca.pem`;

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (!tls.setDefaultCACertificates)
  stop(
    `The practice tenant needs Node.js 24.5 or newer, or 22.19 or newer on version 22; you have ${process.versions.node}. To start the app without installing another one: npx --package=node@24 npm start`,
  );

try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(5000), redirect: 'error' });
  const certificate = await answer.text();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
} catch {
  stop(
    `The practice tenant doesn't respond at ${address}: run "npm start" in the Sign-in Lab folder first, or put your own tenant's values into .env.`,
  );
}
