import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, SignJWT } from 'jose';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, type UnpackedSample, unpackSample } from './unpacked-sample.ts';

/** As the error pages AADSTS700027 and AADSTS700211 say: CLIENT_SECRET out, these variables in. */
function withCredential({ folder }: UnpackedSample, variables: readonly string[]): string {
  const text = readFileSync(join(folder, '.env.practice'), 'utf8').replace(
    /^CLIENT_SECRET=.*$/m,
    '',
  );
  writeFileSync(join(folder, '.env.own'), `${text}\n${variables.join('\n')}\n`);
  return '.env.own';
}

const ways = {
  AADSTS700027: ({ folder }: UnpackedSample) => {
    const guide = readFileSync('src/content/docs/guides/credentials-without-secrets.mdx', 'utf8');
    const command = /openssl req -x509.*/.exec(guide)?.[0] ?? 'no command in the guide';
    execFileSync('sh', ['-c', command], { cwd: folder, stdio: 'ignore' });
    return [
      'CLIENT_CERTIFICATE_PATH=client-certificate.pem',
      'CLIENT_CERTIFICATE_KEY_PATH=client-key.pem',
    ];
  },
  AADSTS700211: async ({ folder }: UnpackedSample) => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer('https://issuer.example')
      .setSubject('my-app')
      .setAudience('api://AzureADTokenExchange')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    writeFileSync(join(folder, 'token.jwt'), token);
    return ['FEDERATED_TOKEN_FILE=token.jwt'];
  },
};

for (const scenario of scenarios.filter(({ name }) => name.endsWith('-sign-in'))) {
  test(`${scenario.tenantType}: a self-made certificate and a token from elsewhere are refused with the catalog’s codes`, async ({
    page,
    site,
  }) => {
    const sample = await unpackSample(site, scenario);
    try {
      for (const [code, way] of Object.entries(ways)) {
        const template = withCredential(sample, await way(sample));
        const running = await startWithPractice(site, sample, { template });
        try {
          await page.context().clearCookies();
          await page.goto(running.origin);
          await page.getByRole('button', { name: 'Sign in' }).click();
          const accounts = page.getByRole('list', { name: 'Accounts' });
          await accounts.getByRole('button', { name: /Alex Rivera/ }).click();
          await expect(page.getByText(code).first()).toBeVisible();
        } finally {
          await running.process.stop();
        }
      }
    } finally {
      sample.remove();
    }
  });
}
