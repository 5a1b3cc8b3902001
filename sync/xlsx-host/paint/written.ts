/** The package that the writer made, while it is being completed. Parts that nobody changes stay compressed as they are. */
import { openPackage } from '../package/zip.js';
import { writeZip, type ZipEntry } from '../package/zip-write.js';

export interface WrittenPackage {
  /** Changes the text of a part. @throws Error if the writer made no such part */
  change(name: string, edit: (xml: string) => string): void;
  /** The bytes of the completed package. */
  close(): Uint8Array;
}

export function openWritten(bytes: Uint8Array): WrittenPackage {
  const written = openPackage(bytes);
  const changed = new Map<string, Uint8Array>();
  return {
    change(name, edit) {
      const part = changed.get(name) ?? written.part(name);
      if (!part) throw new Error(`The writer made no part ${name}`);
      changed.set(name, Buffer.from(edit(Buffer.from(part).toString('utf8')), 'utf8'));
    },
    close() {
      return writeZip(
        written.entries.map((entry): ZipEntry => {
          const content = changed.get(entry.name);
          return content ? { name: entry.name, content } : { copied: entry };
        }),
      );
    },
  };
}
