import Bowser from 'bowser';

const longestRead = 500;
const known = {
  browsers: new Set<string>(Object.values(Bowser.BROWSER_MAP)),
  systems: new Set<string>(Object.values(Bowser.OS_MAP)),
};

/** "Firefox · Windows", for people to recognize their own browsers by. A guess: it decides nothing. */
export function browserName(userAgent: string): string {
  if (userAgent === '') return '';
  try {
    const { browser, os } = Bowser.parse(userAgent.slice(0, longestRead));
    // Only names that the library knows: what it does not know, it repeats, and that would be the sender's own words.
    return [
      known.browsers.has(browser.name ?? '') ? browser.name : '',
      known.systems.has(os.name ?? '') ? os.name : '',
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(' · ')
      .slice(0, 100);
  } catch {
    return '';
  }
}

/** Where a request comes from, as the audit, mails and lists name it. */
export function originOf(scope: {
  readonly address: string;
  readonly id: string;
  readonly userAgent: string;
}) {
  return { address: scope.address, requestId: scope.id, browser: browserName(scope.userAgent) };
}

/** The same, for the list of a person's own sessions. */
export function placeOf(scope: { readonly address: string; readonly userAgent: string }) {
  return { address: scope.address, browser: browserName(scope.userAgent) };
}
