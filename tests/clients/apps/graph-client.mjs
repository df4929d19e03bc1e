// Microsoft’s client for Graph, which is told where Graph is.
import { Client } from '@microsoft/microsoft-graph-client';

const { GRAPH, TOKEN } = process.env;
const client = Client.initWithMiddleware({
  authProvider: { getAccessToken: async () => TOKEN },
  baseUrl: GRAPH,
  customHosts: new Set([new URL(GRAPH).hostname]),
});
process.send?.('listening');
const me = await client.api('/me').get();
const error = await client
  .api('/me/none')
  .get()
  .catch((error) => error);
process.send?.({ name: me.displayName, error: { code: error.code, status: error.statusCode } });
