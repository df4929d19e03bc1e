import type { DemoName } from '../scenarios/demos.ts';

/** Where pages get it. */
export const practiceStylePath = '/demo/practice.css';

/**
 * Shows the buttons that break something on purpose. A page of an error is built before anyone knows whose
 * tenants the demos will use, so it hides them all, and each running site says which ones work there.
 * @param demoNames the demos of the practice tenant
 */
export const practiceStyle = (demoNames: readonly DemoName[]): string =>
  demoNames
    .map((name) => {
      const button = `button[value="${name}"]`;
      return [
        `.see-it-happen:has(${button}) { display: grid; }`,
        `.see-it-happen ${button} { display: inline-flex; }`,
        `.see-it-happen:has(${button}) + .see-it-elsewhere { display: none; }`,
      ].join('\n');
    })
    .join('\n');
