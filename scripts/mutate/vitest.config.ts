import { defaultExclude, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Vitest would start with the slowest. A change ends the run at the first test that notices it, which is most
 * likely one of its own file, `protocol/user.test.ts` for `protocol/user.ts`, then one of its folder.
 */
class LikelyFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [changed = ''] = [this.ctx.config.related ?? []].flat();
    const mirrored = changed.replace('/samples/', '/tests/samples/').replace(/\.ts$/, '');
    const folder = mirrored.replace(/[^/]*$/, '');
    const slow = /\/(?:stores\/|protocol\/discovery|registration\/redis-url)/;
    const rank = ({ moduleId }: TestSpecification): number => {
      if (mirrored !== '' && moduleId.startsWith(mirrored)) return 0;
      if (slow.test(moduleId)) return 3;
      return folder !== '' && moduleId.startsWith(folder) ? 1 : 2;
    };
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

/** The tests that run the library in their own process: a change to it has no effect in another one. */
export default defineConfig({
  test: {
    environment: 'node',
    restoreMocks: true,
    unstubEnvs: true,
    setupFiles: ['scripts/mutate/noticed.ts', 'tests/nothing-left-behind.ts'],
    include: ['tests/samples/web-app/sign-in/**/*.test.ts'],
    exclude: [
      ...defaultExclude,
      // Runs the sample as a process of its own.
      'tests/samples/web-app/sign-in/express.test.ts',
      // Reads the library's source.
      'tests/samples/web-app/sign-in/readme.test.ts',
    ],
    isolate: false,
    sequence: { sequencer: LikelyFirst },
  },
});
