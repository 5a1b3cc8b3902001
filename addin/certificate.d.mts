/** Types of certificate.mjs, for tests. */
export interface Certificate {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}
export function untrustedCertificate(folder: string): Promise<Certificate>;
export function developmentCertificate(): Promise<{
  readonly certificate: Certificate;
  readonly toDo: string | null;
}>;
