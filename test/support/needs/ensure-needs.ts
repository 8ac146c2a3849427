import { findNeed } from './find-need.ts';
import { canInstall, installPackages } from './install-packages.ts';
import { type Need, needs } from './needs.ts';

/** What ensureNeeds asks of the machine it runs on. */
export type Machine = {
  find(need: Need): string | undefined;
  canInstall(): boolean;
  install(packages: readonly string[]): void;
  log(line: string): void;
};

const thisMachine: Machine = {
  find: findNeed,
  canInstall,
  install: installPackages,
  log: console.error,
};

/**
 * Sees to it that everything the tests need is installed. Installs what is missing where that is possible (root on
 * Debian or Ubuntu); throws with the command to type where it is not.
 */
export function ensureNeeds(wanted: readonly Need[] = needs, machine: Machine = thisMachine): void {
  const missing = wanted.filter((need) => machine.find(need) === undefined);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((need) => need.package))];
  const command = `apt-get update && apt-get install --yes --no-install-recommends ${packages.join(' ')}`;
  if (!machine.canInstall()) {
    throw new Error(
      `The tests need ${missing.map((need) => need.command).join(', ')}. Install them (as root):\n  ${command}`,
    );
  }
  machine.log(`installing what the tests need: ${packages.join(' ')}`);
  machine.install(packages);
  const still = missing.filter((need) => machine.find(need) === undefined);
  if (still.length > 0) {
    const list = still.map((need) => `${need.command} (package ${need.package})`).join(', ');
    throw new Error(`Installed, but still not found: ${list}`);
  }
}
