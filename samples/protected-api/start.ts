import { serve } from '../web-app/server.ts';
import { stopOnMistakes } from '../web-app/stop-on-mistakes.ts';
import { tasksApi } from './app.ts';
import { apiRegistrationFrom } from './check-access-token/index.ts';
import { listeningFrom } from './listening-from.ts';

const { registration, listening } = stopOnMistakes(
  () => ({
    registration: apiRegistrationFrom(process.env),
    listening: listeningFrom(process.env, 3001),
  }),
  '.env.practice.entra-id',
);
serve(tasksApi(registration), {
  ...listening,
  welcome: `The Tasks API listens on http://localhost:${listening.port}`,
});
