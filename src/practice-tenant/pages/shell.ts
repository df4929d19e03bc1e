import type { Tenant } from '../directory/model.ts';
import { shownTenant } from '../directory/shown-names.ts';
import { type Html, html, Html as Raw } from './html.ts';
import { style, wideStyle } from './style.ts';

export interface PageOptions {
  title: string;
  /** Absent on pages that belong to no tenant. */
  tenant?: Tenant | undefined;
  /** Whether it's a page of a practice tenant that is hosted for everyone. */
  hosted?: boolean;
  /** For tables instead of one form. */
  wide?: boolean;
  /** Elements for the head, such as a refresh. */
  head?: Html;
}

const whose = (tenant: Tenant | undefined, hosted: boolean): Html | string => {
  if (tenant !== undefined)
    return html`<span>${shownTenant(tenant)}</span> <span>${tenant.domain}</span>`;
  return hosted ? '' : 'on this machine';
};

const warning = html`<aside class="practice-page">This is a practice page, not a real sign-in. Never type a real password here.</aside>`;

/** The frame of every page: its title, and a band that shows this is practice. */
export function page(
  { title, tenant, hosted = false, wide, head }: PageOptions,
  body: Html,
): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Practice tenant</title>
<link rel="icon" href="data:,">
<style>${new Raw(style.text)}</style>
${wide === true ? html`<style>${new Raw(wideStyle.text)}</style>` : undefined}
${head}
</head>
<body${tenant === undefined ? '' : new Raw(` data-tenant-type="${tenant.type}"`)}>
<header class="band"><strong>Practice tenant</strong> ${whose(tenant, hosted)}</header>${hosted && warning}
<main${wide === true ? new Raw(' class="wide"') : ''}>
${body}
</main>
</body>
</html>`.text;
}

export interface PolicyOptions {
  /** Origins a form may lead to; browsers check every redirect that follows a form. */
  formTargets?: readonly string[];
  /** Hash of the one script of a page that needs one. */
  scriptHash?: string;
  frames?: readonly string[];
}

/** The content security policy of a page: no script, no request, no frame around it. */
export function contentSecurityPolicy(options: PolicyOptions = {}): string {
  const { formTargets = [], scriptHash, frames = [] } = options;
  return [
    "default-src 'none'",
    `style-src 'sha256-${style.hash}' 'sha256-${wideStyle.hash}'`,
    'img-src data:',
    ...(scriptHash === undefined ? [] : [`script-src 'sha256-${scriptHash}'`]),
    ...(frames.length === 0 ? [] : [`frame-src ${frames.join(' ')}`]),
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
