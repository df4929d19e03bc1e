/** Loaded before a server of the benchmark: the lab's names lead to its own proxy, whatever the name server says. */
import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import { lookupAt, siteOrigin, tenantOrigin } from './addresses.ts';

const names = [siteOrigin, tenantOrigin].map((origin) => new URL(origin).hostname);
const own = lookupAt(process.env['BENCH_ADDRESS'] ?? '127.0.0.1');
const usual = dns.lookup;
const lookup: LookupFunction = (name, options, callback) =>
  names.includes(name) ? own(name, options, callback) : usual(name, options, callback);

Object.assign(dns, { lookup });
