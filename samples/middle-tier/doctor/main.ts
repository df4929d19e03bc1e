// Finds out what will fail in this API before a caller comes: npm run doctor

import { apiFindings } from '../../protected-api/doctor/api-findings.ts';
import { envFile } from '../../protected-api/doctor/env-file.ts';
import { print } from '../../protected-api/doctor/print.ts';
import { endWith } from '../../web-app/doctor/command/end.ts';
import { type MiddleTier, middleTierFrom } from '../configuration.ts';
import { credentialFindings } from './credential-findings.ts';

const folder = process.cwd();
const api = {
  settingsFrom: middleTierFrom,
  registrationOf: ({ registration }: MiddleTier) => registration,
  usualPort: 3002,
  more: credentialFindings,
};
endWith(
  await print(
    process.argv.slice(2),
    () => apiFindings(api, folder, process.env),
    envFile(folder, process.env).environment,
  ),
);
