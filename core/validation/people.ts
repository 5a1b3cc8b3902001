/** Sense rules about the focal person. */
import type { EntryRule } from './rule.js';

/** True for a text that names nobody: digits and signs only, an e-mail address, the address of a web page. */
function isOnlyContact(text: string): boolean {
  const word = text.trim();
  if (!/\p{L}/u.test(word)) return true;
  return !/\s/.test(word) && (word.includes('@') || word.includes('://'));
}

export const peopleRules: readonly EntryRule[] = [
  {
    code: 'entry/focal-person-missing',
    field: 'focalPerson',
    find: ({ intervention, values: { status }, isBlank }) =>
      status !== undefined && isBlank('focalPerson') ? { no: intervention.no } : null,
  },
  {
    code: 'entry/focal-person-contact',
    field: 'focalPerson',
    find: ({ values: { focalPerson: found } }) =>
      found !== undefined && isOnlyContact(found) ? { found } : null,
  },
];
