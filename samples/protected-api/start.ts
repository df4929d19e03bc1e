import { tasksApi } from './app.ts';
import { apiRegistrationFrom } from './auth/index.ts';
import { listenOrExplain } from './listen.ts';

await listenOrExplain('The Tasks API', process.env, 3001, () =>
  tasksApi(apiRegistrationFrom(process.env)),
);
