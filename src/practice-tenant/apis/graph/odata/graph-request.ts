import type { User } from '../../../directory/model.ts';
import type { Realm } from '../../../tenant/realm.ts';
import type { Caller } from '../../bearer.ts';

/** A call whose token is valid, on its way to an operation. */
export interface GraphRequest {
  realm: Realm;
  caller: Caller;
  /** Undefined when an app calls without a user. */
  user: User | undefined;
  url: URL;
  /** The address of version 1.0, without a slash at the end. */
  root: string;
  /** What the address has in the places of a route that are in braces, in their order. */
  ids: readonly string[];
  /** The tenant's time, in milliseconds since 1970. */
  now: number;
  /** `ConsistencyLevel: eventual`, without which nothing is counted. */
  isEventual: boolean;
  /** The JSON of the body; undefined without one. @throws GraphError when it isn't JSON */
  body(): Promise<unknown>;
}

/** What an operation gives back. */
export interface GraphAnswer {
  status: number;
  json?: object;
  text?: string;
  media?: { type: string; bytes: Buffer };
  headers?: Record<string, string>;
}

export const noContent: GraphAnswer = { status: 204 };

/** The ID in the first, second, … pair of braces of a route. */
export const idAt = ({ ids }: GraphRequest, index: number): string => ids[index] ?? '';
