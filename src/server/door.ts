import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopback } from './environment.ts';

/** Why a request goes no further, as a page of one sentence, or where it should have gone. */
export type Refusal = { status: number; sentence: string } | { status: 307; location: string };

/** Largest body any route takes: forms of a few short fields. */
const bodyLimitBytes = 64 * 1024;
const methods = new Set(['GET', 'HEAD', 'POST']);

/**
 * What is checked of every request before any route sees it: its target, its Host and its size.
 * Host is compared here so that no page can be made to speak for another origin.
 */
export function doorkeeper(siteOrigin: string): (request: IncomingMessage) => Refusal | undefined {
  const host = new URL(siteOrigin).host;
  return ({ url = '', method = '', headers }) => {
    if (!methods.has(method)) {
      return { status: 405, sentence: 'This site takes GET, HEAD and POST requests only.' };
    }
    if (!url.startsWith('/') || url.startsWith('//') || !URL.canParse(siteOrigin + url)) {
      return { status: 400, sentence: 'This address is not one of a page.' };
    }
    if (headers.host?.toLowerCase() !== host) {
      const mayRedirect = method === 'GET' || method === 'HEAD';
      if (mayRedirect && isLoopbackHost(headers.host)) {
        return { status: 307, location: siteOrigin + url };
      }
      return { status: 421, sentence: `This site answers at ${siteOrigin} only.` };
    }
    if (headers['transfer-encoding'] !== undefined) {
      return { status: 411, sentence: 'This site takes only requests that state their length.' };
    }
    if (Number(headers['content-length'] ?? 0) > bodyLimitBytes) {
      return {
        status: 413,
        sentence: `This site takes at most ${bodyLimitBytes} bytes at a time.`,
      };
    }
    return undefined;
  };
}

/** Answers with a page of one sentence, or with the redirect. */
export function refuse(response: ServerResponse, refusal: Refusal): void {
  // The body, if there is one, stays unread: the connection cannot be used again.
  response.setHeader('connection', 'close');
  if ('location' in refusal) {
    response.writeHead(refusal.status, { location: refusal.location }).end();
    return;
  }
  const { status, sentence } = refusal;
  if (status === 405) response.setHeader('allow', [...methods].join(', '));
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${status}</title><h1>${status}</h1><p>${sentence}</p></html>`,
  );
}

function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && URL.canParse(`http://${host}`) && isLoopback(`http://${host}`);
}
