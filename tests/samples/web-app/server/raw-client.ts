import { once } from 'node:events';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** A connection that sends what it is told, byte for byte, and keeps what comes back. */
export interface RawClient {
  socket: Socket;
  received(): string;
  /** A connection that the server cuts can end with ECONNRESET. */
  errors: readonly Error[];
  /** Resolves with everything that was received. */
  closed: Promise<string>;
  /** Resolves as soon as the text so far matches; rejects if the connection closes before that. */
  until(pattern: RegExp): Promise<string>;
}

export async function rawClient(port: number, sent = '', host = '127.0.0.1'): Promise<RawClient> {
  const socket = connect(port, host).setEncoding('utf8');
  const errors: Error[] = [];
  socket.on('error', (error) => errors.push(error));
  let received = '';
  socket.on('data', (data) => {
    received += data;
  });
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  await once(socket, 'connect');
  if (sent) socket.write(sent);
  return {
    socket,
    errors,
    received: () => received,
    closed,
    async until(pattern) {
      while (!pattern.test(received)) {
        if (socket.destroyed) throw new Error(`It closed after "${received}".`);
        await Promise.race([once(socket, 'data'), closed]);
      }
      return received;
    },
  };
}

/** A page over a connection of its own: its status and text. */
export async function page(port: number, path = '/', host = 'localhost') {
  const request = get({ port, path, host, agent: false });
  const [response] = await once(request, 'response');
  return { status: response.statusCode, text: await text(response) };
}
