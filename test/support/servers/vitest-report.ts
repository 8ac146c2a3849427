import { readFileSync } from 'node:fs';

export type Outcomes = { passed: number; failed: number };

type Report = {
  testResults: { name: string; status: string; message: string; assertionResults: { status: string }[] }[];
};

/**
 * Counts what vitest's JSON report says. Whatever did not pass has failed: a test that was skipped, a file that could
 * not be loaded, a run without a report, an exit code that the report does not explain.
 */
export function countOutcomes(
  reportPath: string,
  { status, filtersByName }: { status: number | null; filtersByName: boolean },
  log: (line: string) => void = console.error,
): Outcomes {
  const report = readReport(reportPath);
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of report?.testResults ?? []) {
    const outcomes = file.assertionResults.map((test) => test.status);
    const failedHere = outcomes.filter((outcome) => outcome === 'failed').length;
    const passedHere = outcomes.filter((outcome) => outcome === 'passed').length;
    passed += passedHere;
    failed += file.status === 'failed' ? Math.max(failedHere, 1) : failedHere;
    skipped += outcomes.length - passedHere - failedHere;
  }
  if (skipped > 0 && !filtersByName) {
    log(`${skipped} tests were skipped; they count as failed.`);
    failed += skipped;
  }
  if (passed === 0 && failed === 0) {
    log('No test ran.');
    failed = 1;
  }
  if (status !== 0 && failed === 0) {
    log(`vitest ended with ${status ?? 'a signal'} although no test failed; see above.`);
    failed = 1;
  }
  return { passed, failed };
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
