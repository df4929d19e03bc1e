import type { APIRoute, GetStaticPaths } from 'astro';
import { softwareBillOfMaterials } from '../../downloads/sbom.ts';
import { sampleSources } from '../../sample-source/sample-source.ts';

export const prerender = true;

export const getStaticPaths = (() =>
  ['web-app', 'protected-api', 'middle-tier']
    .filter((name) => sampleSources(name).has('package-lock.json'))
    .map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params: { name = '' } }) =>
  new Response(softwareBillOfMaterials(sampleSources(name).get('package-lock.json') ?? ''), {
    headers: { 'content-type': 'application/vnd.cyclonedx+json; version=1.6' },
  });
