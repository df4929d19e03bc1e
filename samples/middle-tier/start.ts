import { middleTierApi } from './app.ts';
import { middleTierFrom } from './configuration.ts';
import { listenOrExplain } from './listen.ts';

await listenOrExplain('The middle tier', process.env, 3002, () =>
  middleTierApi(middleTierFrom(process.env)),
);
