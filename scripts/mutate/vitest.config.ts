import { defaultExclude, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Vitest would start with the slowest. A change ends the run at the first test that notices it. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slow = /\/(?:stores\/|protocol\/discovery|registration\/redis-url)/;
    const isSlow = ({ moduleId }: TestSpecification) => Number(slow.test(moduleId));
    return files.toSorted((one, other) => isSlow(one) - isSlow(other));
  }
}

/** The tests that run the library in their own process: a change to it has no effect in another one. */
export default defineConfig({
  test: {
    environment: 'node',
    restoreMocks: true,
    unstubEnvs: true,
    setupFiles: ['tests/nothing-left-behind.ts'],
    include: ['tests/samples/web-app/sign-in/**/*.test.ts'],
    exclude: [
      ...defaultExclude,
      // Runs the sample as a process of its own.
      'tests/samples/web-app/sign-in/express.test.ts',
      // Reads the library's source.
      'tests/samples/web-app/sign-in/readme.test.ts',
    ],
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
});
