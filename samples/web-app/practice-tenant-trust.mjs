// Makes this process, and nothing else on the machine, trust the practice tenant's certificates.
// `.env.practice` loads it through NODE_OPTIONS; a `.env` for a real tenant does not.
import tls from 'node:tls';

const address = process.env.PRACTICE_TENANT_CA ?? 'http://127.0.0.1:8400/ca.pem';

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (!tls.setDefaultCACertificates)
  stop(
    `The practice tenant needs Node 22.19 or newer, and this is Node ${process.versions.node}. ` +
      'Start the app with a newer one: npx --package=node@24 npm start',
  );

try {
  const reply = await fetch(address, { signal: AbortSignal.timeout(5000) });
  const certificate = await reply.text();
  if (!reply.ok || !certificate.includes('BEGIN CERTIFICATE')) throw new Error('no certificate');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
} catch {
  stop(
    `The practice tenant does not answer at ${address}. Start it first (npm start in the folder of Sign-in Lab), then start this app again.`,
  );
}
