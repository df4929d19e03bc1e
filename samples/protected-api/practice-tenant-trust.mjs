// Loaded by NODE_OPTIONS in .env.practice: lets this process, and nothing else on the machine, trust the
// practice tenant's certificate. Your own tenant needs none of this.
import tls from 'node:tls';

const address = `${process.env['PRACTICE_TENANT_FRONT_ORIGIN'] ?? 'http://127.0.0.1:8400'}/ca.pem`;
try {
  const answer = await fetch(address, { signal: AbortSignal.timeout(5_000), redirect: 'error' });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), await answer.text()]);
} catch {
  console.error(
    `The practice tenant does not answer at ${address}: run "npm start" in the folder of Sign-in Lab first, or copy .env.sample to .env for your own tenant.`,
  );
  process.exit(1);
}
