import type { APIRoute, GetStaticPaths } from 'astro';
import { sampleNames } from '../../downloads/catalogue.ts';
import { softwareBillOfMaterials } from '../../downloads/sbom.ts';
import { sampleFile } from '../../sample-source/sample-source.ts';

export const prerender = true;

export const getStaticPaths = (() =>
  sampleNames.map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params: { name = '' }, url }) =>
  new Response(softwareBillOfMaterials(sampleFile(`${name}/package-lock.json`, url.pathname)), {
    headers: { 'content-type': 'application/vnd.cyclonedx+json; version=1.6' },
  });
