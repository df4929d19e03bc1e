// Finds out what will fail in this API before a caller comes: npm run doctor

import { endWith } from '../../web-app/doctor/command/end.ts';
import { apiRegistrationFrom } from '../check-access-token/index.ts';
import { apiFindings } from './api-findings.ts';
import { envFile } from './env-file.ts';
import { print } from './print.ts';

const folder = process.cwd();
const api = {
  settingsFrom: apiRegistrationFrom,
  registrationOf: (registration: ReturnType<typeof apiRegistrationFrom>) => registration,
  usualPort: 3001,
};
endWith(
  await print(
    process.argv.slice(2),
    () => apiFindings(api, folder, process.env),
    envFile(folder, process.env).environment,
  ),
);
