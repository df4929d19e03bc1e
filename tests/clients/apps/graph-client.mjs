// Microsoft’s client for Graph, which is told where Graph is.
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  PageIterator,
} from '@microsoft/microsoft-graph-client';

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

// It takes the path of each request and drops the host.
const content = new BatchRequestContent([
  { id: '1', request: new Request('https://graph.microsoft.com/me') },
  { id: '2', request: new Request('https://graph.microsoft.com/me/none'), dependsOn: ['1'] },
]);
const responses = new BatchResponseContent(
  await client.api('/$batch').post(await content.getContent()),
);
const batched = await responses.getResponseById('1').json();

let groups = 0;
const firstPage = await client.api('/me/memberOf').top(1).get();
await new PageIterator(client, firstPage, () => {
  groups += 1;
  return true;
}).iterate();

process.send?.({
  name: me.displayName,
  error: { code: error.code, status: error.statusCode },
  batch: { name: batched.displayName, failed: responses.getResponseById('2').status },
  groups,
});
