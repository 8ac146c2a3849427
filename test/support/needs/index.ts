export { ensureNeeds, type Machine } from './ensure-needs.ts';
export { getNeed, searchedDirectories } from './find-need.ts';
export { type Need, needs } from './needs.ts';
