/**
 * Opens the ZIP package that an .xlsx file is, strictly: whatever two programs could read differently is refused.
 * Nothing is ever written to disk; a part is found by its normalised name only. Source: PKWARE APPNOTE 6.3, OPC (ECMA-376-2).
 */
import { isUtf8 } from 'node:buffer';
import { crc32, inflateRawSync } from 'node:zlib';
import { refuse, shorten } from './refusal.js';

/** What a package may be at most. Sizes are of bytes really unpacked, not of what the directory claims. */
export const packageLimits = {
  entries: 1_000,
  entryBytes: 64 * 1024 * 1024,
  totalBytes: 128 * 1024 * 1024,
  /** Unpacked : packed, for entries above `ratioFrom` bytes. */
  ratio: 100,
  ratioFrom: 100 * 1024,
} as const;

/** One entry as the file holds it, so that it can be copied byte for byte without unpacking it. */
export interface PackageEntry {
  /** As stored. */
  readonly name: string;
  readonly nameBytes: Uint8Array;
  /** 0 stored, 8 deflate. */
  readonly method: 0 | 8;
  /** General purpose flags of the central directory; bit 3: a data descriptor follows the local data. */
  readonly flags: number;
  readonly versionMadeBy: number;
  readonly versionNeeded: number;
  /** MS-DOS time and date. */
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly internalAttributes: number;
  readonly externalAttributes: number;
  /** Extra field and comment of the central directory. */
  readonly extra: Uint8Array;
  readonly comment: Uint8Array;
  /** The compressed bytes. */
  readonly raw: Uint8Array;
}

/** An opened package. */
export interface Package {
  /** In the order of the directory; as stored, with forward slashes and no leading one; folders left out. */
  readonly partNames: readonly string[];
  /** Every entry in the order of the directory, folders included. */
  readonly entries: readonly PackageEntry[];
  /** The unpacked and checked bytes of a part (its name in any letter case), or null if there is none. @throws Refusal */
  part(name: string): Uint8Array | null;
  /** True if there is such a part. Nothing is unpacked. */
  has(name: string): boolean;
  /** The entry that holds a part, or null. */
  entry(name: string): PackageEntry | null;
}

const signature = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
};
const wholePackage = 'the ZIP package';

function damaged(reason: string, part = wholePackage): never {
  return refuse('file/damaged', { part: shorten(part), reason });
}

/** The name that a part is looked up by: OPC compares part names without regard to case. */
function partKey(name: string): string {
  return partPath(name).normalize('NFC').toLowerCase();
}

function partPath(name: string): string {
  const path = name.includes('\\') ? name.replaceAll('\\', '/') : name;
  return path.startsWith('/') ? path.slice(1) : path;
}

/** True for a name that no part can have: it climbs, names a drive, or has empty or invisible pieces. */
function isOutside(path: string): boolean {
  const inner = path.endsWith('/') ? path.slice(0, -1) : path;
  if (path.includes('\0') || path.includes(':')) return true;
  return inner.split('/').some((segment) => segment === '' || segment === '.' || segment === '..');
}

interface Directory {
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** An unsigned 64-bit number; what does not fit a double is larger than any limit anyway. */
const uint64 = (view: DataView, at: number) =>
  view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;

/** Finds the directory. Its offsets must count from the first byte: else a package stored inside would be found. */
function findDirectory(view: DataView): Directory {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) !== signature.end) continue;
    // A comment that is longer than the rest of the file: these four bytes are not the end record.
    if (at + 22 + view.getUint16(at + 20, true) > view.byteLength) continue;
    if (view.getUint16(at + 4, true) !== view.getUint16(at + 6, true))
      damaged('it is split over several files');
    let count = view.getUint16(at + 10, true);
    let size = view.getUint32(at + 12, true);
    let start = view.getUint32(at + 16, true);
    let end = at;
    if (at >= 20 && view.getUint32(at - 20, true) === signature.locator64) {
      const record = uint64(view, at - 12);
      if (record + 56 > at - 20 || view.getUint32(record, true) !== signature.end64)
        damaged('its ZIP64 end record is missing');
      count = uint64(view, record + 32);
      size = uint64(view, record + 40);
      start = uint64(view, record + 48);
      end = record;
    }
    if (start + size !== end) damaged('its directory is not where the end record says');
    return { count, start, end };
  }
  return refuse('file/truncated', {});
}

/** Sizes and offset of an entry, from its ZIP64 extra field where the short fields are full. */
function widen(
  view: DataView,
  extraAt: number,
  extraLength: number,
  short: [size: number, packed: number, offset: number],
) {
  if (!short.includes(0xffffffff)) return short;
  for (let at = extraAt; at + 4 <= extraAt + extraLength; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 0x0001) continue;
    const stop = Math.min(at + 4 + view.getUint16(at + 2, true), extraAt + extraLength);
    let next = at + 4;
    return short.map((value) => {
      if (value !== 0xffffffff) return value;
      if (next + 8 > stop) damaged('a ZIP64 field is cut off');
      next += 8;
      return uint64(view, next - 8);
    }) as typeof short;
  }
  return damaged('a ZIP64 field is missing');
}

function decodeName(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isUtf8(buffer) ? 'utf8' : 'latin1');
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Reads one directory entry and checks it against its local header. */
function readEntry(bytes: Uint8Array, view: DataView, at: number, end: number) {
  if (at + 46 > end || view.getUint32(at, true) !== signature.central) damaged('its directory is damaged');
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const crc = view.getUint32(at + 16, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const commentLength = view.getUint16(at + 32, true);
  const next = at + 46 + nameLength + extraLength + commentLength;
  if (next > end) damaged('its directory is damaged');
  const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength);
  const name = decodeName(nameBytes);
  // Bits 0, 6 and 13: encrypted, strongly encrypted, encrypted directory.
  if (flags & 0x2041) refuse('file/encrypted', {});
  if (method !== 0 && method !== 8)
    damaged(`its compression method ${method} is not allowed in a workbook`, name);
  if (isOutside(partPath(name))) damaged('its name points outside the package', name);

  const extraAt = at + 46 + nameLength;
  const short: [number, number, number] = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  const [size, compressedSize, offset] = widen(view, extraAt, extraLength, short);
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== signature.local)
    damaged('its content is missing', name);
  const localName = bytes.subarray(offset + 30, offset + 30 + view.getUint16(offset + 26, true));
  const dataStart = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const dataEnd = dataStart + compressedSize;
  if (dataEnd > view.byteLength) refuse('file/truncated', {});
  if (!sameBytes(nameBytes, localName) || view.getUint16(offset + 8, true) !== method) {
    damaged('the directory and the content disagree about it', name);
  }
  const described = (view.getUint16(offset + 6, true) & 8) !== 0;
  const states = (field: number, value: number) => {
    const local = view.getUint32(offset + field, true);
    return local === value || local === 0xffffffff || (described && local === 0);
  };
  if (!states(14, crc) || !states(18, compressedSize) || !states(22, size)) {
    damaged('the directory and the content disagree about it', name);
  }
  if (method === 0 && size !== compressedSize) damaged('its size is wrong', name);
  if (size > packageLimits.ratioFrom && size > compressedSize * packageLimits.ratio) {
    refuse('file/compression-bomb', { part: shorten(name) });
  }
  if (size > packageLimits.entryBytes) {
    refuse('file/too-large', {
      what: `bytes in ${shorten(name)}`,
      limit: packageLimits.entryBytes,
      found: size,
    });
  }
  const entry: PackageEntry = {
    name,
    nameBytes,
    method,
    flags,
    versionMadeBy: view.getUint16(at + 4, true),
    versionNeeded: view.getUint16(at + 6, true),
    time: view.getUint16(at + 12, true),
    date: view.getUint16(at + 14, true),
    crc,
    compressedSize,
    size,
    internalAttributes: view.getUint16(at + 36, true),
    externalAttributes: view.getUint32(at + 38, true),
    extra: bytes.subarray(extraAt, extraAt + extraLength),
    comment: bytes.subarray(extraAt + extraLength, next),
    raw: bytes.subarray(dataStart, dataEnd),
  };
  return { entry, offset, dataEnd, next };
}

/** Unpacks an entry and checks its size and checksum. Never makes more bytes than the entry declares. */
function unpack({ name, method, raw, size, crc }: PackageEntry): Uint8Array {
  let content = raw;
  if (method === 8) {
    try {
      // One byte more than declared, so that a lie is told apart from an exact fit.
      content = inflateRawSync(raw, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        refuse('file/compression-bomb', { part: shorten(name) });
      }
      damaged('it cannot be unpacked', name);
    }
  }
  if (content.length > size) refuse('file/compression-bomb', { part: shorten(name) });
  if (content.length !== size || crc32(content) !== crc) damaged('its checksum is wrong', name);
  return content;
}

/**
 * Opens a package and checks its whole directory: limits, overlaps, names, headers. Parts are unpacked when asked for.
 * Bytes after the end record are ignored, as spreadsheet programs do; bytes before the first entry are not accepted.
 * @throws Refusal
 */
export function openPackage(bytes: Uint8Array): Package {
  if (bytes.length < 22) refuse('file/truncated', {});
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (directory.count > packageLimits.entries) {
    refuse('file/too-large', { what: 'parts', limit: packageLimits.entries, found: directory.count });
  }

  const entries: PackageEntry[] = [];
  const byKey = new Map<string, PackageEntry>();
  const partNames: string[] = [];
  const spans: { from: number; to: number; name: string }[] = [];
  let at = directory.start;
  let declared = 0;
  for (let index = 0; index < directory.count; index += 1) {
    const { entry, offset, dataEnd, next } = readEntry(bytes, view, at, directory.end);
    at = next;
    entries.push(entry);
    spans.push({ from: offset, to: dataEnd, name: entry.name });
    declared += entry.size;
    const path = partPath(entry.name);
    if (path.endsWith('/')) continue;
    const key = partKey(entry.name);
    if (byKey.has(key)) refuse('file/ambiguous-part', { part: shorten(path) });
    byKey.set(key, entry);
    partNames.push(path);
  }
  if (at !== directory.end) damaged('its directory holds more than it says');
  if (declared > packageLimits.totalBytes) {
    refuse('file/too-large', { what: 'bytes unpacked', limit: packageLimits.totalBytes, found: declared });
  }
  spans.sort((a, b) => a.from - b.from);
  // A program that reads from the front would find another entry there.
  if (spans[0]?.from !== 0) damaged('its first entry is not at its beginning');
  let covered = 0;
  for (const { from, to, name } of spans) {
    if (from < covered) refuse('file/compression-bomb', { part: shorten(name) });
    covered = to;
  }
  if (covered > directory.start) damaged('its content overlaps its directory');

  return {
    partNames,
    entries,
    has: (name) => byKey.has(partKey(name)),
    entry: (name) => byKey.get(partKey(name)) ?? null,
    part: (name) => {
      const entry = byKey.get(partKey(name));
      return entry ? unpack(entry) : null;
    },
  };
}
