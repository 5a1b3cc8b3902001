/** What is known of the worksheets as they were last read or painted, so that nothing entered since is painted over. */

export class Known {
  /** By the worksheet's name in small letters. */
  private fingerprints = new Map<string, readonly [worksheet: string, fingerprint: string]>();

  /** What was read is all that is known. */
  replace(fingerprints: readonly (readonly [string, string])[]): void {
    this.fingerprints = new Map();
    this.note(fingerprints);
  }

  note(fingerprints: readonly (readonly [string, string])[]): void {
    for (const [worksheet, fingerprint] of fingerprints) {
      this.fingerprints.set(worksheet.toLowerCase(), [worksheet, fingerprint]);
    }
  }

  forget(worksheets: readonly string[]): void {
    for (const name of worksheets) this.fingerprints.delete(name.toLowerCase());
  }

  /** Null: nothing is known of it. */
  of(worksheet: string): string | null {
    return this.fingerprints.get(worksheet.toLowerCase())?.[1] ?? null;
  }

  all(): readonly (readonly [string, string])[] {
    return [...this.fingerprints.values()];
  }
}
