import type { NetworkSettings } from '../sign-in/index.ts';

/** The proxy that a request goes through; undefined for a direct one. Its address can hold a password. */
export function proxyFor(url: URL, { proxies }: NetworkSettings): URL | undefined {
  const address = url.protocol === 'https:' ? proxies?.https_proxy : proxies?.http_proxy;
  if (proxies === undefined || address === undefined) return undefined;
  const rules = proxies.no_proxy.split(/[\s,]+/);
  return rules.some((rule) => covers(rule, url)) ? undefined : new URL(address);
}

/** The rules of NO_PROXY as Node.js reads them: a host, with a port or a leading star or dot, or a single star. */
function covers(rule: string, url: URL): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(rule.toLowerCase()) ?? [];
  if (port && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
  const suffix = name.replace(/^\*/, '');
  return suffix.startsWith('.') ? url.hostname.endsWith(suffix) : url.hostname === name;
}
