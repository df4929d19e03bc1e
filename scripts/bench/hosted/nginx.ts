import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpsPort, siteOrigin, tenantOrigin } from './addresses.ts';

export interface Instance {
  site: number;
  tenant: number;
  metrics: number;
}

/** A configuration like the one of docs/hosting.md, for these instances. @returns its file */
export function nginxConfiguration(
  folder: string,
  instances: readonly Instance[],
  address: string,
): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  const upstream = (name: 'site' | 'tenant') => `upstream ${name} {
    ${instances.map((each) => `server 127.0.0.1:${each[name]};`).join(' ')}
    keepalive 64;
  }`;
  const server = (name: 'site' | 'tenant', origin: string) => `server {
    listen ${address}:${httpsPort} ssl;
    server_name ${new URL(origin).hostname};
    location / { proxy_pass http://${name}; }
  }`;
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `worker_processes 1;
daemon off;
master_process off;
pid ${join(folder, 'nginx.pid')};
error_log ${join(folder, 'nginx.log')};
events { worker_connections 4096; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  ssl_certificate ${join(folder, 'proxy.pem')};
  ssl_certificate_key ${join(folder, 'proxy.key')};
  ssl_session_cache shared:tls:10m;
  keepalive_requests 100000;
  proxy_http_version 1.1;
  proxy_buffer_size 16k;
  proxy_buffers 8 16k;
  proxy_set_header Connection "";
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-Proto https;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  ${upstream('site')}
  ${upstream('tenant')}
  ${server('site', siteOrigin)}
  ${server('tenant', tenantOrigin)}
}
`,
  );
  return file;
}
