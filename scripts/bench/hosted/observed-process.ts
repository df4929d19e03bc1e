import { readFileSync } from 'node:fs';

export interface Usage {
  /** CPU time since it started, in seconds. */
  cpu: number;
  /** Resident, in bytes. */
  memory: number;
}

/** In which Linux counts CPU time here: a hundredth of a second. */
const ticksPerSecond = 100;

/** What a process has used, as Linux tells. */
export function usageOf(processId: number): Usage {
  const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
  // The name, in parentheses, may have spaces; what follows it starts with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
  return { cpu: (user + system) / ticksPerSecond, memory: kilobytes * 1024 };
}
