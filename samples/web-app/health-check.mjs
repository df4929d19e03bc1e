// The health check of a container: exits with 0 if the app next to it responds, and with 1 if it doesn't.
import { Agent, get } from 'node:http';

// An agent of its own: the usual agent would go through the proxy that the app uses.
const options = { agent: new Agent(), timeout: 3_000 };
const request = get(`http://localhost:${process.env.PORT}/healthz`, options, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1);
});
request.once('timeout', () => request.destroy());
request.once('error', () => process.exit(1));
