import { errorCodeIn } from '../../sign-in/index.ts';
import { check } from '../check.ts';

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Whether there is such a tenant. */
export const tenant = check({
  id: 'tenant',
  title: 'Tenant',
  needs: ['registration', 'document'],
  provides: ['tenantFound'],
  run(say, { registration, document }) {
    const name = new URL(registration.authority).pathname.split('/')[1];
    const code = errorCodeIn(document.text);
    if (code === 'AADSTS90002' || code === 'AADSTS900023')
      return say.failed(
        `${document.url.host} knows no tenant ${name}`,
        registration.isPractice
          ? 'If it was one of your own in a lab, it has ended: make new practice tenants there, and download this project again. Otherwise, compare the authority in .env with .env.practice.'
          : 'Copy "Directory (tenant) ID" from the Overview page of your registration into the authority in .env. A new tenant can take some minutes.',
        code,
      );
    if (code !== undefined)
      return say.failed(
        `${document.url.host} refuses the tenant ${name} with ${code}`,
        'Read the page of this code.',
        code,
      );
    const seen = registration.allowedTenants
      ? `/${name} is for several tenants; ${letIn(registration.allowedTenants)}`
      : `it is there${idIn(document.text)}`;
    return { findings: [say.ok(seen)], learned: { tenantFound: true } };
  },
});

const letIn = (allowed: 'any' | readonly string[]): string =>
  allowed === 'any' ? 'the app lets in all of them' : `the app lets in ${allowed.join(', ')}`;

function idIn(text: string): string {
  const issuer = /"issuer"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '';
  const id = guid.exec(issuer)?.[0];
  return id ? `; its ID is ${id}` : '';
}
