import { listeningFrom } from '../protected-api/listening-from.ts';
import { serve } from '../web-app/server.ts';
import { stopOnMistakes } from '../web-app/stop-on-mistakes.ts';
import { middleTierApi } from './app.ts';
import { middleTierFrom } from './configuration.ts';

const { middleTier, listening } = stopOnMistakes(
  () => ({
    middleTier: middleTierFrom(process.env),
    listening: listeningFrom(process.env, 3002),
  }),
  '.env.practice.entra-id',
);
serve(middleTierApi(middleTier), {
  ...listening,
  welcome: `The middle tier listens on http://localhost:${listening.port}`,
});
