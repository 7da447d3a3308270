/** Goes up whenever the same record would be said in other words or in another order than before. */
export const SECTIONS_EDITION = 3;
