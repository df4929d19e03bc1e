/* On a demo's page: keeps in mind that there is a trace to replay, or that there is none any more. */
import { forgetTrace, lastTrace, rememberTrace } from './last-trace.ts';

// Only there: an example of the demo in the style pages is nobody's trace.
const onDemo = location.pathname.startsWith('/demo/');
const demo = onDemo ? document.querySelector<HTMLElement>('[data-traced]') : null;
const demoName = demo?.dataset['demo'];
if (demo && demoName) {
  if (demo.dataset['traced'] === 'true') rememberTrace(demoName);
  else if (lastTrace() === demoName) forgetTrace();
}
