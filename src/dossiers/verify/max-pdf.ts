/** The largest file that is looked at: larger than any dossier is made. */
export const MAX_PDF = 300 * 1024 * 1024;
