import { GraphFailure, NoResponse } from './graph-client.ts';
import { needsOf } from './permissions.ts';
import type { Run } from './run.ts';
import { Interrupted, Stop } from './stop.ts';

/** What went wrong, and what to do about it. */
export function sentenceOf(error: Error): string {
  if (error instanceof Interrupted) return 'Stopped by Ctrl+C.';
  if (!(error instanceof GraphFailure)) return error.message;
  const [method = '', path = ''] = error.request.split(' ');
  if (error.status === 401)
    return `${error.message}. The sign-in has expired or isn't valid for Microsoft Graph. Run the command again to sign in again.`;
  if (error.status === 403) {
    const role = needsOf(method, path)?.role;
    const needs = role ? ` This request needs the role ${role}.` : '';
    return `${error.message}. Your account, or the permissions of this sign-in, aren't enough.${needs} Ask an administrator for that, or to run this command.`;
  }
  const ofPolicy = policies[error.code];
  return ofPolicy ? `${error.message}. ${ofPolicy}` : `${error.message}.`;
}

/** App management policies of the tenant, by the code with which Microsoft Graph enforces them. */
const policies: Readonly<Record<string, string>> = {
  CredentialTypeNotAllowedAsPerAppPolicy:
    'A policy of the tenant forbids this kind of credential. Run it again with --certificate, or ask an administrator which credential is allowed.',
  CredentialInvalidLifetimeAsPerAppPolicy:
    'A policy of the tenant allows only a shorter lifetime: run it again with fewer days in --secret-days.',
};

/** What was done, what wasn't, and how to go on. */
export function whereItIs(
  { progress: steps, graph, remaining, options }: Run,
  error: Error,
): string[] {
  const done = steps?.done ?? [];
  if (done.length === 0 && graph?.mayHaveChanged !== true)
    return error instanceof Stop ? [] : ['Nothing was made or changed.'];
  const undone = remaining.filter((title) => !done.includes(title));
  const isUncertain = error instanceof NoResponse || done.length === 0;
  return [
    ...list('Done:', done),
    ...list('Not done:', undone),
    ...(isUncertain
      ? ['The step that was cut off may have been carried out; the next run finds out.']
      : []),
    options.remove
      ? 'Run it again with --remove to go on.'
      : 'Run it again to go on from here, or use npm run register -- --remove to delete what was made.',
  ];
}

const list = (heading: string, titles: readonly string[]): string[] =>
  titles.length === 0 ? [] : [heading, ...titles.map((title) => `  - ${title}`)];
