import { isPlaceholder } from './environment.ts';

const loopback = ['localhost', '127.0.0.1', '[::1]'];

export function mistakesInRedirectUri(variable: string, uri: string, port: number): string[] {
  if (uri === '' || isPlaceholder(uri)) return [];
  if (!URL.canParse(uri))
    return [`${variable} is not an address: write http://localhost:${port}/auth/redirect.`];
  const url = new URL(uri);
  if (url.protocol === 'https:') return [];
  if (url.protocol !== 'http:' || !loopback.includes(url.hostname))
    return [`${variable} must begin with https://; http:// is allowed on localhost only.`];
  if (url.hostname !== 'localhost')
    return [
      `${variable} says ${url.hostname}: write localhost, because to a browser and to your tenant they are different places.`,
    ];
  return Number(url.port || '80') === port
    ? []
    : [`${variable} says port ${url.port || '80'}, but the app listens on PORT ${port}.`];
}

export function mistakesInPostLogoutRedirectUri(variable: string, uri = ''): string[] {
  if (uri === '' || isPlaceholder(uri)) return [];
  const url = URL.parse(uri);
  const isLocal = url?.protocol === 'http:' && loopback.includes(url.hostname);
  if (url?.protocol === 'https:' || isLocal) return [];
  return [
    `${variable} must be a whole address that begins with https://; http:// is allowed on localhost only.`,
  ];
}
