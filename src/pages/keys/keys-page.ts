import type { Keys } from '../../http/pages/keys-setting';

/** Every key, with what it does; `keys.js` does it. */
const LIST = [
  { keys: ['Ctrl K'], does: 'Jump: search the whole record. On a Mac Command K' },
  { keys: ['/'], does: 'Search the list of this page' },
  { keys: ['j', 'k'], does: 'Next row, previous row' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['e'], does: 'Edit, as a new revision' },
  { keys: ['a'], does: 'Open the signature sheet; it never signs by itself' },
  { keys: ['Ctrl Enter'], does: 'Save and go on' },
  { keys: ['?'], does: 'This list' },
] as const;

/** The keys, and whether single ones do anything here. */
export const presentKeys = (keys: Keys) => ({
  list: LIST,
  isOn: keys === 'on',
  other: keys === 'on' ? 'off' : 'on',
  said:
    keys === 'on'
      ? 'Single keys work outside of fields, in this browser.'
      : 'Single keys do nothing in this browser. Ctrl K and Ctrl Enter still work.',
});
