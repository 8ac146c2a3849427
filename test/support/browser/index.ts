export { arrive } from './arrive.ts';
export { AuthenticatorApp } from './authenticator-app.ts';
export { startBrowser, type TestBrowser } from './browser.ts';
export { Keyboard } from './keyboard.ts';
export { overflow } from './overflow.ts';
export { type PersonName, people } from './people.ts';
export { givenEnrolled, givenWrongCodes, type Site, startClusterSite, startTryOutSite } from './sites.ts';
export { issuePath, type Visit } from './visit.ts';
