import type { Tenant } from '../../directory/model.ts';
import { notSupported } from './claims-as-set.ts';
import { subjectFor } from './id-token-claims.ts';

/** What an `id_token_hint` tells about its user. */
export interface HintedUser {
  aud: string;
  sub: string;
  oid?: string | undefined;
}

/** Whether a hint is about another user than this one. The sentence that all users share tells nothing. */
export const isAnotherUser = (tenant: Tenant, hint: HintedUser, objectId: string): boolean =>
  hint.oid === undefined
    ? hint.sub !== notSupported && hint.sub !== subjectFor(tenant, objectId, hint.aud)
    : hint.oid !== objectId;
