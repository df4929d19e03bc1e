// The measure for the others: what node:http alone serves on this machine, in this run.
import { createServer } from 'node:http';

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/plain');
  response.end('ok');
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') {
    console.log(`Listening at http://127.0.0.1:${address.port}`);
  }
});
process.once('SIGTERM', () => process.exit(0));
