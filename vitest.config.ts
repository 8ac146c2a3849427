import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These take minutes: whatever of them begins last keeps one worker waiting for the other. */
const longest = ['browser/tour', 'security/cross-site-requests', 'e2e/command-line-help', 'browser/'];

/** Otherwise the order is by size, which says little of how long a file takes. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((part) => moduleId.includes(`/test/${part}`));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    environment: 'node',
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/servers/global-setup.ts'],
    pool: 'forks',
    // Besides the workers run the servers that they test.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Only what hangs is ended: how long a test takes says little on a machine that others use as well.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    allowOnly: false,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
