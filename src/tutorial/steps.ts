import { type CollectionEntry, getCollection } from 'astro:content';
import type { TenantType } from '../scenarios/tenant-types.ts';

export type StepEntry = CollectionEntry<'tutorials'>;

/** The steps that every track has, in order. */
export async function trackSteps(): Promise<StepEntry[]> {
  const steps = await getCollection('tutorials');
  return steps.sort((a, b) => a.data.order - b.data.order);
}

export const trackPath = (tenantType: TenantType): string => `/tutorials/${tenantType}/`;
export const stepPath = (tenantType: TenantType, step: string): string =>
  `/tutorials/${tenantType}/${step}/`;
/** The page with the code a step explains; only for steps that explain some. */
export const changesPath = (tenantType: TenantType, step: string): string =>
  `/samples/changes/${tenantType}/${step}/`;

/** The list of the sample's files, which the pane fetches when it is opened. */
export const filesPath = (tenantType: TenantType): string => `/samples/files/${tenantType}/`;
