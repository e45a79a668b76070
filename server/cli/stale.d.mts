/** The project's folder. */
export const ROOT: string;
/** Written when a build is complete. */
export const STAMP: string;
/** Whether `dist` is missing or older than a source file. */
export function isStale(): boolean;
