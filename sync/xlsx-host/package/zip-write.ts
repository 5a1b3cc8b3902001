/** Writes a zip archive, the same bytes for the same entries: no clock, one compression level, the order given. */
import { crc32, deflateRawSync } from 'node:zlib';
import { packageLimits, type PackageEntry } from './zip.js';

/** What an entry of another archive gives to its copy: everything but extra fields and comments. */
export type CopiedEntry = Pick<
  PackageEntry,
  'nameBytes' | 'flags' | 'method' | 'time' | 'date' | 'crc' | 'size' | 'raw'
>;

/** What an entry of the new archive holds: one copied still compressed, or new bytes. */
export type ZipEntry =
  { readonly copied: CopiedEntry } | { readonly name: string; readonly content: Uint8Array };

/** 1 January 1980, the first date that a zip archive can state: it stands in place of a clock. */
const firstDate = 0x0021;
/** 2.0: deflate and folders. */
const version = 20;
/** Names are UTF-8. */
const utf8Names = 0x0800;
/** Which level an entry was compressed with, and that its name is UTF-8. Not: sizes follow the data. */
const copiedFlags = 0x0806;
const largest = 0xffff_ffff;
const mostEntries = 0xffff;

function compress(name: string, content: Uint8Array): CopiedEntry {
  const nameBytes = Buffer.from(name, 'utf8');
  const deflated = deflateRawSync(content, { level: 6 });
  // Very regular content (a thousand equal notes) would be taken for a bomb, by our reader and by others.
  const isTooDense =
    content.length > packageLimits.ratioFrom && content.length > deflated.length * packageLimits.ratio;
  return {
    nameBytes,
    flags: nameBytes.length === name.length ? 0 : utf8Names,
    method: isTooDense ? 0 : 8,
    time: 0,
    date: firstDate,
    crc: crc32(content),
    size: content.length,
    raw: isTooDense ? content : deflated,
  };
}

/** The fields that an entry's local and central headers share, from "version needed" to "extra length". */
function sharedFields(entry: CopiedEntry): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(entry.flags & copiedFlags, 2);
  fields.writeUInt16LE(entry.method, 4);
  fields.writeUInt16LE(entry.time, 6);
  fields.writeUInt16LE(entry.date, 8);
  fields.writeUInt32LE(entry.crc, 10);
  fields.writeUInt32LE(entry.raw.length, 14);
  fields.writeUInt32LE(entry.size, 18);
  fields.writeUInt16LE(entry.nameBytes.length, 22);
  return fields;
}

/**
 * Writes the entries into an archive.
 *
 * @throws RangeError if they do not fit an archive without the 64-bit extension (4 GB, 65,535 entries)
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  if (entries.length > mostEntries) throw new RangeError(`${entries.length} entries do not fit an archive.`);
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const given of entries) {
    const entry = 'copied' in given ? given.copied : compress(given.name, given.content);
    const shared = sharedFields(entry);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(0x0403_4b50, 0);
    body.push(local, shared, entry.nameBytes, entry.raw);
    const central = Buffer.alloc(6);
    central.writeUInt32LE(0x0201_4b50, 0);
    central.writeUInt16LE(version, 4);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(central, shared, place, entry.nameBytes);
    offset += local.length + shared.length + entry.nameBytes.length + entry.raw.length;
    if (offset > largest) throw new RangeError('The archive would be larger than 4 GB.');
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, piece) => sum + piece.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, ...directory, end]);
}
