import { createHash } from 'node:crypto';
import { maxHeaderSize, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

// #region statuses
const statuses: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  // The address and the headers together: usually, too many cookies.
  HPE_HEADER_OVERFLOW: 431,
};
// #endregion statuses

/**
 * Answers what isn't an HTTP request of a size that Node.js reads. It repeats no part of the request.
 * @param lingerMilliseconds how long a refused client may go on sending: cut off earlier, a browser shows
 *   no response at all
 */
export function answerBadRequests(server: Server, lingerMilliseconds = 2_000): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => responses.set(socket, response));
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    // What comes after a refusal is read and dropped.
    if (socket.writableEnded) return;
    const response = responses.get(socket);
    const isHalfSent = response?.headersSent && !response.writableFinished;
    if (!socket.writable || isHalfSent) return void socket.destroy();
    socket.end(refusal(statuses[code] ?? 400));
    const cut = setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
    socket.once('close', () => clearTimeout(cut));
  });
}

function refusal(status: number): string {
  const page = status === 431 ? tooManyCookies : '';
  const headers = {
    Date: new Date().toUTCString(),
    Connection: 'close',
    'Content-Length': Buffer.byteLength(page),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(page && {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'no-referrer',
    }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${page}`;
}

const style = `:root { color-scheme: light dark; font: 1.0625rem / 1.6 system-ui, sans-serif }
body { max-width: 40rem; margin: 2rem auto; padding: 0 1.25rem }`;
const styleHash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`;

const tooManyCookies = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<style>${style}</style>
<title>Your browser sent too much</title>
<h1>Your browser sent too much</h1>
<p>This server reads at most ${maxHeaderSize / 1024} KB before the body of a request, and your browser sent more. Usually, the reason is too many cookies: on <code>localhost</code>, all programs on your computer share theirs, whatever their port.</p>
<p>Clear the cookies for this address, then reload this page. You'll be signed out of other programs at this address, too.</p>
<ul>
<li>Chrome and Edge: press F12, select <b>Application</b>, then <b>Storage</b>, then <b>Clear site data</b>.</li>
<li>Firefox: select the icon to the left of the address, then <b>Clear cookies and site data</b>.</li>
<li>Safari: in <b>Settings</b>, select <b>Privacy</b>, then <b>Manage Website Data</b>, and remove this address.</li>
</ul>
<p>If it happens again without cookies, the address itself is too long.</p>
<p>Error code: <code>headers_too_large</code></p>
</html>
`;
