import type { APIRoute, GetStaticPaths } from 'astro';
import { listedNames, lockFileOf } from '../../downloads/catalogue.ts';
import { softwareBillOfMaterials } from '../../downloads/sbom.ts';

export const prerender = true;

export const getStaticPaths = (() =>
  listedNames.map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params: { name = '' }, url }) =>
  new Response(softwareBillOfMaterials(lockFileOf(name, url.pathname)), {
    headers: { 'content-type': 'application/vnd.cyclonedx+json; version=1.6' },
  });
