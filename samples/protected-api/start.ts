import { tasksApi } from './app.ts';
import { apiRegistrationFrom, ConfigurationError } from './auth/index.ts';

try {
  const registration = apiRegistrationFrom(process.env);
  const port = Number(process.env['PORT'] ?? 3001);
  const server = tasksApi(registration).listen(port, 'localhost', (error) => {
    if (error) throw error;
    console.log(
      `The Tasks API listens on http://localhost:${port} for tokens of your ${registration.tenantType} tenant.`,
    );
  });
  process.once('SIGTERM', () => server.close());
  process.once('SIGINT', () => server.close());
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(
    `The configuration in .env is not complete:\n${error.mistakes.map((one) => `- ${one}`).join('\n')}`,
  );
  process.exitCode = 1;
}
