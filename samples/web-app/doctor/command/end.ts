/**
 * Ends the program once all that it printed is out. A request that was given up, such as one to a proxy that never
 * responds, would keep it running.
 */
export const endWith = (status: number): void => {
  process.stdout.write('', () => process.exit(status));
};
