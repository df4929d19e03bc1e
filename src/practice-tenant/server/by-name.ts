import type { Origins } from '../directory/addresses.ts';
import type { Handler } from './dispatch.ts';

/**
 * Leads requests for the names of other addresses to what answers there.
 * @param open called for the first such request, so that nobody else waits for it
 */
export function byName(
  usual: Handler,
  { back, customDomain }: Origins,
  open: () => Promise<{ answer: Handler }>,
  report: (problem: string, cause: unknown) => void,
): Handler {
  const names = new Set([back, customDomain].map((origin) => new URL(origin).host));
  let others: Promise<{ answer: Handler }> | undefined;
  return (request, response) => {
    if (!names.has(request.headers.host?.toLowerCase() ?? '')) return usual(request, response);
    others ??= open();
    others.then(
      ({ answer }) => answer(request, response),
      (error: unknown) => {
        others = undefined;
        report('The practice tenant failed:', error);
        response.writeHead(500).end();
      },
    );
  };
}
