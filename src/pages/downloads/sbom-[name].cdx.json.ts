import type { APIRoute, GetStaticPaths } from 'astro';
import { sampleSources } from '../../downloads/sample-source.ts';
import { softwareBillOfMaterials } from '../../downloads/sbom.ts';

export const prerender = true;

export const getStaticPaths = (() =>
  ['web-app', 'protected-api', 'middle-tier']
    .filter((name) => sampleSources(name).has('package-lock.json'))
    .map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params: { name = '' } }) =>
  new Response(softwareBillOfMaterials(sampleSources(name).get('package-lock.json') ?? ''), {
    headers: { 'content-type': 'application/vnd.cyclonedx+json; version=1.6' },
  });
