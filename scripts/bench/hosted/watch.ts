import type { Load } from './load.ts';
import { type Usage, usageOf } from './observed-process.ts';
import type { RunningLab } from './running-lab.ts';

export interface Watched {
  /** By process: part of one core, from 0 to 1. */
  cpu: Map<string, number>;
  /** By process: megabytes, from the first to the last. */
  memory: Map<string, number[]>;
  /** Of the instances, the worst 99th percentile of what the event loop was late, in milliseconds. */
  eventLoop: number[];
}

const megabyte = 1e6;

/** Looks at every process of a lab now and then while the work goes on. */
export async function watching<T>(
  lab: RunningLab,
  load: Load,
  everySeconds: number,
  work: () => Promise<T>,
): Promise<{ result: T; watched: Watched }> {
  const processes = new Map([...lab.processes, ['the load', load.processId]]);
  const memory = new Map([...processes.keys()].map((name) => [name, [] as number[]]));
  const eventLoop: number[] = [];
  const look = async () => {
    for (const [name, id] of processes) memory.get(name)?.push(usageOf(id).memory / megabyte);
    for (const text of await lab.metrics()) {
      const late = /^signin_lab_event_loop_delay_seconds{quantile="0.99"} (\S+)/m.exec(text)?.[1];
      eventLoop.push(Number(late) * 1000);
    }
  };
  const before = new Map([...processes].map(([name, id]) => [name, usageOf(id)]));
  const started = performance.now();
  await look();
  eventLoop.length = 0;
  const timer = setInterval(() => void look().catch(() => {}), everySeconds * 1000);
  const result = await work();
  clearInterval(timer);
  const seconds = (performance.now() - started) / 1000;
  await look();
  const share = (name: string, { cpu }: Usage) => (cpu - (before.get(name)?.cpu ?? 0)) / seconds;
  const cpu = new Map([...processes].map(([name, id]) => [name, share(name, usageOf(id))]));
  return { result, watched: { cpu, memory, eventLoop } };
}

export const cpuText = ({ cpu }: Watched): string =>
  [...cpu].map(([name, part]) => `${name} ${(part * 100).toFixed(0)} %`).join(', ');
