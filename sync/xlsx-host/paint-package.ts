/** Opens the package that the writer made and closes it again with our changes; the same parts give the same bytes. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Parts by name, in the order in which they stand in the package. */
export type Parts = Map<string, Buffer>;

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
/** 1 January 1980, the format's first day: no clock in the bytes. */
const fixedDate = 0x0021;
const stored = 0;
const deflated = 8;

/** The parts of a package that the writer has just made. Not for files from outside: it trusts what it reads. */
export function openWritten(bytes: Uint8Array): Parts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.length - 22;
  if (file.readUInt32LE(end) !== endSignature)
    throw new Error('The writer made a package without an end record');
  const parts: Parts = new Map();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const method = file.readUInt16LE(at + 10);
    const size = file.readUInt32LE(at + 20);
    const nameLength = file.readUInt16LE(at + 28);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const content = file.subarray(start, start + size);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    parts.set(name, method === deflated ? inflateRawSync(content) : content);
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

/** The bytes of a package with these parts in this order. */
export function closePackage(parts: Parts): Uint8Array {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const path = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(content);
    // The fields that the local header and the directory share, from "version needed" to "extra field length".
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(content.length > 0 ? deflated : stored, 4);
    shared.writeUInt16LE(fixedDate, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length > 0 ? packed.length : 0, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(path.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(localSignature);
    const central = Buffer.alloc(6);
    central.writeUInt32LE(centralSignature);
    central.writeUInt16LE(20, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const entry = [local, shared, path, ...(content.length > 0 ? [packed] : [])];
    body.push(...entry);
    directory.push(central, shared, tail, path);
    offset += entry.reduce((sum, piece) => sum + piece.length, 0);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(
    directory.reduce((sum, piece) => sum + piece.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...body, ...directory, end]));
}
