const FOR_PROGRAMS = /^\/(?:api|log|health|assets)(?:\/|\?|$)/;

/** Whether an address is one that people come to: a browser is told there in a page what was refused. */
export const isForPeople = (address: string): boolean => !FOR_PROGRAMS.test(address);
