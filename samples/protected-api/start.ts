import { listeningFrom } from '../web-app/server/listening-from.ts';
import { serve } from '../web-app/server/serve.ts';
import { environment, stopOnMistakes } from '../web-app/stop-on-mistakes.ts';
import { tasksApi } from './app.ts';
import { apiRegistrationFrom } from './check-access-token/index.ts';

const { registration, listening } = stopOnMistakes(
  () => ({
    registration: apiRegistrationFrom(environment()),
    listening: listeningFrom(environment(), 3001),
  }),
  '.env.practice.entra-id',
);
serve(tasksApi(registration), {
  ...listening,
  welcome: `The Tasks API is listening on http://localhost:${listening.port}`,
});
