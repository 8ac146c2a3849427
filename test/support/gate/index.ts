export { type CommandResult, runCommand, runPsql } from './commands.ts';
export { type GateHere, SetClock, startGateHere } from './gate-here.ts';
export { type GateProcess, runGateToEnd, startGateProcess, testKeys, waitFor } from './gate-process.ts';
export { type Site, startSite } from './site.ts';
export { codeAt, formsOf, secretIn, Visitor } from './visitor.ts';
