/** What a hosted practice tenant doesn't keep, in a sentence or two that also tell what to do. */
export class RefusedHere extends Error {
  override name = 'RefusedHere';
}

/** The result of a form, or the sentence that says why it isn't kept. */
export async function orProblem<Result>(
  work: () => Result | Promise<Result>,
): Promise<Result | { problem: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedHere) return { problem: error.message };
    throw error;
  }
}

/** @throws RefusedHere with the first problem */
export function refuseFirst(problems: readonly string[]): void {
  const [problem] = problems;
  if (problem !== undefined) throw new RefusedHere(problem);
}
