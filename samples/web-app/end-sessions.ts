// For an operator: npm run end-sessions -- <tenant ID>.<object ID>, or with one tenant only the object ID
import { createRelyingParty } from './sign-in/index.ts';
import { environment, stopOnMistakes } from './stop-on-mistakes.ts';

const [user = '', ...more] = process.argv.slice(2);

if (user === '' || more.length > 0) {
  console.error(
    'Use: npm run end-sessions -- <object ID of a user>, with <tenant ID>. before it if the app is for several tenants',
  );
  process.exit(2);
}
if (!stopOnMistakes(environment)['REDIS_URL']) {
  console.error(
    'Without REDIS_URL, sessions are in the memory of the running app: restart the app to end all of them.',
  );
  process.exit(2);
}
const { configuration } = await import('./config.ts');
try {
  const ended = await createRelyingParty(configuration).endSessionsOf(user);
  console.log(
    ended > 0
      ? `Sessions ended for ${user}: ${ended}.`
      : `There was no session of ${user}. Check that this is the user's object ID.`,
  );
} catch (error) {
  console.error(`No session was ended: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
await configuration.tokenStore.close();
