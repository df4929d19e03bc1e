// For a container's HEALTHCHECK: exits with 0 if the app next to it responds, and with 1 if it doesn't.
import { Agent, get } from 'node:http';

// An agent of its own: the usual one would ask the company's proxy if the app uses one.
const options = { agent: new Agent(), timeout: 3_000 };
const request = get(`http://localhost:${process.env.PORT}/healthz`, options, ({ statusCode }) => {
  process.exit(statusCode === 200 ? 0 : 1);
});
request.once('timeout', () => request.destroy());
request.once('error', () => process.exit(1));
