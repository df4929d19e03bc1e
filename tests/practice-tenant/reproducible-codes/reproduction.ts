import type { TenantType } from '../../../src/practice-tenant/directory/model.ts';
import type { Answer } from './answer.ts';
import type { Reader } from './reader.ts';

/** How a code is provoked, as its page says it. */
export interface Reproduction {
  /** Where, if not with every tenant type that has codes of the kind. */
  types?: readonly TenantType[];
  /** The protocol's error, where this endpoint returns another than the catalog's. */
  error?: string;
  follow: (reader: Reader) => Promise<Answer>;
}
