/** The stand-in as a process of its own, for trying the gate out: `node dist/test/support/jira/standalone.js`. */
import { describePeople, startStandInJira } from './index.ts';

const { HOST = '127.0.0.1', PORT = '8080', PUBLIC_URL, JIRA_CONTEXT_PATH = '' } = process.env;

const jira = await startStandInJira({
  host: HOST,
  port: Number(PORT),
  contextPath: JIRA_CONTEXT_PATH,
  ...(PUBLIC_URL !== undefined && { publicUrl: PUBLIC_URL }),
});
process.stdout.write(`A stand-in for Jira listens on ${jira.url}\n\n${describePeople(jira)}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await jira.close();
    process.exit(0);
  });
}
