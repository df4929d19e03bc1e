import { request } from 'node:https';
import { rootCertificates } from 'node:tls';

/** Sends a request to another identity provider: GET without fields, POST with them. Resolves with the parsed JSON of a success. */
export type BackChannel = (address: string, fields?: Record<string, string>) => Promise<unknown>;

const patience = 5_000;
const largest = 64 * 1024;

/**
 * The practice social provider is reached through the network like any other, so its certificate is
 * checked; the process doesn't need to trust the practice CA for anything else.
 * @throws Error when there is no usable response within five seconds
 */
export function backChannel(caCertificate: string): BackChannel {
  const ca = [...rootCertificates, caCertificate];
  return (address, fields) =>
    new Promise((resolve, reject) => {
      const body = fields === undefined ? undefined : new URLSearchParams(fields).toString();
      const options = {
        ca,
        method: body === undefined ? 'GET' : 'POST',
        headers: body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
        signal: AbortSignal.timeout(patience),
        agent: false as const,
      };
      const sent = request(address, options, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > largest) sent.destroy(new Error(`${address} sends a response without end.`));
          chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode !== 200) {
            return reject(new Error(`${address} returned status ${response.statusCode}.`));
          }
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
          } catch (error) {
            reject(error);
          }
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
}
