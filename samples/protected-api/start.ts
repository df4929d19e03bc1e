import { useNetwork } from '../web-app/outbound-network.ts';
import { listeningFrom } from '../web-app/server/listening-from.ts';
import { serve } from '../web-app/server/serve.ts';
import { environment, stopOnMistakes } from '../web-app/stop-on-mistakes.ts';
import { tasksApi } from './app.ts';
import { apiRegistrationFrom } from './check-access-token/index.ts';
import { networkSettingsFrom } from './sign-in/index.ts';

const { registration, listening, network } = stopOnMistakes(
  () => ({
    registration: apiRegistrationFrom(environment()),
    listening: listeningFrom(environment(), 3001),
    network: networkSettingsFrom(environment()),
  }),
  '.env.practice.entra-id',
);
for (const sentence of useNetwork(network)) console.warn(`Warning: ${sentence}`);
serve(tasksApi(registration), {
  ...listening,
  welcome: `The Tasks API is listening on http://localhost:${listening.port}`,
});
