/**
 * oidc-provider doesn't have the response type `token` alone. It's asked for `code token` instead, and
 * the code stays here. This parameter, which no client can send, says so until the response.
 */
export const onlyTokenParameter = 'practice_only_token';

type Parameters = Readonly<Record<string, unknown>> | undefined;

export const asksOnlyForToken = (parameters: Parameters): boolean =>
  parameters?.[onlyTokenParameter] === 'yes';
