/*
 * The only way out of the other machine: what is sent to port 443 there goes to the lab's proxy, through a
 * socket in the file system, which both machines see. Usage: node relay.ts <socket>
 */
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';

const [, , socket = ''] = process.argv;

createServer((client) => {
  const proxy = connect(socket);
  pipeline(client, proxy, client, () => {});
}).listen(443, '127.0.0.1', () => console.log('The way to the lab is open.'));
