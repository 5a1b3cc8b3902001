/** How the panel reaches the script: one text there, one text back. */

/** Has the script carry out a request. Rejects where no answer came. */
export type Transport = (request: string) => Promise<string>;
