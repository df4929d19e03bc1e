import type { APIRoute } from 'astro';

export const prerender = true;

const halfAYear = 182 * 24 * 60 * 60 * 1000;

/**
 * RFC 9116: where to read how to report a weakness. A build older than half a year is marked as
 * expired.
 */
export const GET: APIRoute = ({ site }) => {
  const address = (path: string) => new URL(path, site).href;
  const lines = [
    `Contact: ${address('/reference/security/#report')}`,
    `Expires: ${new Date(Date.now() + halfAYear).toISOString().replace(/\.\d+Z$/, 'Z')}`,
    'Preferred-Languages: en',
    `Canonical: ${address('/.well-known/security.txt')}`,
    `Policy: ${address('/reference/security/')}`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
