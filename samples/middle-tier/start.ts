import { listeningFrom } from '../web-app/server/listening-from.ts';
import { serve } from '../web-app/server/serve.ts';
import { environment, stopOnMistakes } from '../web-app/stop-on-mistakes.ts';
import { middleTierApi } from './app.ts';
import { middleTierFrom } from './configuration.ts';

const { middleTier, listening } = stopOnMistakes(
  () => ({
    middleTier: middleTierFrom(environment()),
    listening: listeningFrom(environment(), 3002),
  }),
  '.env.practice.entra-id',
);
serve(middleTierApi(middleTier), {
  ...listening,
  welcome: `The middle tier is listening on http://localhost:${listening.port}`,
});
