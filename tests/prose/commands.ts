import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TenantType } from '../../src/scenarios/tenant-types.ts';

const folder = fileURLToPath(new URL('../../src/content/tutorials/', import.meta.url));

/** A block of commands in a step, as the reader of one track sees it. */
export interface Commands {
  step: string;
  /** `test`: a test runs it; `azure`: it needs an Azure account; '' otherwise. */
  kind: string;
  lines: string[];
}

/** Every command of a track, in the order of its steps. */
export function trackCommands(tenantType: TenantType): Commands[] {
  return readdirSync(folder)
    .map((file) => ({
      step: file.replace(/\.mdx$/, ''),
      text: readFileSync(folder + file, 'utf8'),
    }))
    .sort((a, b) => order(a.text) - order(b.text))
    .flatMap(({ step, text }) => commandsIn(text, tenantType).map((each) => ({ step, ...each })));
}

const order = (text: string): number => Number(/^order: (\d+)$/m.exec(text)?.[1]);

/** Reads a step line by line: <Tenant> around a block decides who sees it, fences hold the commands. */
export function commandsIn(text: string, tenantType: TenantType): Omit<Commands, 'step'>[] {
  const found: Omit<Commands, 'step'>[] = [];
  const shown: boolean[] = [];
  let fence: { language: string; kind: string; lines: string[] } | undefined;
  for (const line of text.split('\n').map((each) => each.trim())) {
    const opened = /^```(\w+) ?(\w*)$/.exec(line);
    const tenant = /^<Tenant (only|except)="([^"]+)">$/.exec(line);
    if (fence !== undefined && line === '```') {
      const { language, ...block } = fence;
      if (language === 'sh' && shown.every(Boolean)) found.push(block);
      fence = undefined;
    } else if (fence !== undefined) fence.lines.push(line);
    else if (opened) fence = { language: opened[1] ?? '', kind: opened[2] ?? '', lines: [] };
    else if (tenant)
      shown.push((tenant[2] ?? '').split(' ').includes(tenantType) === (tenant[1] === 'only'));
    else if (line === '</Tenant>') shown.pop();
  }
  return found;
}
