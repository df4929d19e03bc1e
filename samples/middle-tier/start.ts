import { useNetwork } from '../web-app/outbound-network.ts';
import { listeningFrom } from '../web-app/server/listening-from.ts';
import { serve } from '../web-app/server/serve.ts';
import { environment, stopOnMistakes } from '../web-app/stop-on-mistakes.ts';
import { warn, warnBeforeExpiry } from '../web-app/warnings.ts';
import { middleTierApi } from './app.ts';
import { middleTierFrom } from './configuration.ts';
import { networkSettingsFrom } from './sign-in/index.ts';

const { middleTier, listening, network } = stopOnMistakes(
  () => ({
    middleTier: middleTierFrom(environment()),
    listening: listeningFrom(environment(), 3002),
    network: networkSettingsFrom(environment()),
  }),
  '.env.practice.entra-id',
);
warn(useNetwork(network));
warnBeforeExpiry(middleTier.credential);
serve(middleTierApi(middleTier), {
  ...listening,
  welcome: `The middle tier is listening on http://localhost:${listening.port}`,
});
