/* On a demo's page: keeps in mind that there is a trace to replay, or that there is none any more. */
import { forgetTrace, lastTrace, rememberTrace } from './last-trace.ts';

const demo = document.querySelector<HTMLElement>('[data-traced]');
const tenantType = demo?.dataset['tenantType'];
if (demo && tenantType) {
  if (demo.dataset['traced'] === 'true') rememberTrace(tenantType);
  else if (lastTrace() === tenantType) forgetTrace();
}
