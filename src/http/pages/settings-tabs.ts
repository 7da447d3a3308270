/** The pages about how the service is set: itself, how long what is kept, and how what is signed. */
const TABS = [
  { href: '/settings', name: 'Service', isOfRecord: false },
  { href: '/settings/retention', name: 'Retention', isOfRecord: true },
  { href: '/settings/signatures', name: 'Signature plans', isOfRecord: true },
] as const;

/** Those that a reader may see: who administers reads nothing of the record. */
export const settingsTabs = (readsRecord: boolean) => TABS.filter(({ isOfRecord }) => readsRecord || !isOfRecord);
