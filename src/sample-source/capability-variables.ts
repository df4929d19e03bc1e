import type { Capability } from '../scenarios/scenarios.ts';

const assignment = /^#?\s*((?:ENDPOINT|SCOPE)=.*)$/gm;

/** An environment file with the variables of the second capability switched on or commented out. */
export function withCapability(environmentFile: string, capability: Capability): string {
  return environmentFile.replace(assignment, capability === 'call-api' ? '$1' : '# $1');
}
