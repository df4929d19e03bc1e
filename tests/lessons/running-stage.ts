import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesAt } from '../../src/lessons/lessons.ts';
import { controlledProcess } from '../hostile-provider/controlled-process.ts';

import { stageFolder } from './stage-folder.ts';

/** Where a practice tenant is, and what its certificates are made with. */
export interface StageTenant {
  options: { origin: string; frontOrigin: string };
  caCertificate: string;
}

/** A stage of the first app, as its `.env.example` configures it, apart from the ports. */
export async function runningStage(
  stage: number,
  { options, caCertificate }: StageTenant,
): Promise<{ origin: string; output(): string; stop(): Promise<void> }> {
  const { folder, remove } = stageFolder(stage);
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, caCertificate);
  const configured = (filesAt(stage).get('.env.example') ?? '')
    .replaceAll('https://localhost:8443', options.origin)
    .replaceAll('http://127.0.0.1:8400', options.frontOrigin);
  const running = await controlledProcess('app.ts', {
    cwd: folder,
    readyWhen: 'Open http',
    env: (port) => ({
      ...variablesIn(configured.replaceAll('http://localhost:3000', `http://localhost:${port}`)),
      // Loaded by NODE_OPTIONS, the trust file would ask for the certificate at the usual port.
      NODE_OPTIONS: '',
      NODE_EXTRA_CA_CERTS: caFile,
      PORT: String(port),
    }),
  });
  return {
    ...running,
    async stop() {
      await running.stop();
      remove();
    },
  };
}

const variablesIn = (file: string): Record<string, string> =>
  Object.fromEntries(
    [...file.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  );
