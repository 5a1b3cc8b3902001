/** Types of site.mjs, for tests. */
export interface Site {
  readonly origin: string;
  /** Of the page. */
  readonly address: string;
  close(): Promise<void>;
}
export function openSite(options: {
  readonly folder: string;
  readonly certificate: { readonly cert: Buffer; readonly key: Buffer };
  readonly port: number;
}): Promise<Site>;
