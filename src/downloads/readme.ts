import { capabilities, type Scenario } from '../scenarios/scenarios.ts';
import { tenantTypes } from '../scenarios/tenant-types.ts';

const block = /^<!-- only ([\w -]+) -->\n([\s\S]*?)^<!-- \/only -->\n/gm;
const words = new Set<string>([...tenantTypes, ...capabilities]);

/**
 * The README of one scenario, from the sample's template. The template marks what applies only to
 * some scenarios with `<!-- only b2c -->` or `<!-- only call-api -->` (several words: any of them)
 * up to `<!-- /only -->`, and writes `{{name}}` for the scenario's folder name.
 * @throws an Error of one sentence for a word that is neither a tenant type nor a capability
 */
export function scenarioReadme(template: string, scenario: Scenario): string {
  const here: readonly string[] = [scenario.tenantType, scenario.capability];
  const chosen = template.replaceAll(block, (_, only: string, text: string) => {
    const wanted = only.trim().split(/\s+/);
    const unknown = wanted.find((word) => !words.has(word));
    if (unknown !== undefined) {
      throw new Error(
        `README.template.md: "only ${unknown}" is neither a tenant type nor a capability.`,
      );
    }
    return wanted.some((word) => here.includes(word)) ? text : '';
  });
  const text = chosen.replaceAll('{{name}}', scenario.name);
  const left = /<!-- \/?only\b.*?-->|\{\{.*?\}\}/.exec(text)?.[0];
  if (left !== undefined)
    throw new Error(`README.template.md: "${left}" isn't a mark of the template.`);
  return text;
}
