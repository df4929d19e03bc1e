import type { JsonObject } from '../../jwt/json-object.ts';

/** A claim as text; undefined if it's missing or something else. */
export function textOf(claims: JsonObject, name: string): string | undefined {
  const value = claims[name];
  return typeof value === 'string' ? value : undefined;
}

/** A claim as a number that a date can be made of. */
export function secondsOf(claims: JsonObject, name: string): number | undefined {
  const value = claims[name];
  return typeof value === 'number' && Math.abs(value) <= 8_640_000_000_000 ? value : undefined;
}

/** Who the token is for: one or several. */
export function audiencesOf({ aud }: JsonObject): string[] {
  return [aud].flat().filter((each) => typeof each === 'string');
}

export const has = (claims: JsonObject, name: string): boolean => Object.hasOwn(claims, name);

const guid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i;

export const guidIn = (text: string): string | undefined => guid.exec(text)?.[0].toLowerCase();

export const isGuid = (text: string): boolean => guidIn(text) === text.toLowerCase();

/** The tenant of all personal Microsoft accounts. */
export const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
