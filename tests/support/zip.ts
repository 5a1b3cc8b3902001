/** Builds ZIP archives for tests, honest ones and ones that lie about anything. */
import { crc32, deflateRawSync } from 'node:zlib';

/** What one entry holds and, where it lies, what it claims. */
export interface ZipEntrySpec {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  /** 8 (deflate) unless said otherwise; anything but 8 is written as it is. */
  readonly method?: number;
  readonly flags?: number;
  /** The compressed bytes, in place of the content's own. */
  readonly raw?: Uint8Array;
  /** Claims of the directory. */
  readonly crc?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  /** Where the directory says that the entry begins. */
  readonly offset?: number;
  readonly externalAttributes?: number;
  /** Claims of the local header; those of the directory by default. */
  readonly local?: Readonly<
    Partial<Record<'crc' | 'size' | 'compressedSize' | 'method' | 'flags', number>>
  > & {
    readonly name?: string;
  };
  /** Sizes and checksum behind the data, as programs that write to a stream do. */
  readonly descriptor?: boolean;
  /** Sizes in a ZIP64 extra field. */
  readonly zip64?: boolean;
}

export interface ZipSpec {
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  readonly comment?: Uint8Array;
  /** How many entries the end record claims. */
  readonly count?: number;
  readonly directoryOffset?: number;
  /** A ZIP64 end record and locator before the end record. */
  readonly zip64End?: boolean;
}

const bytesOf = (value: string | Uint8Array) =>
  typeof value === 'string' ? Buffer.from(value, 'utf8') : value;

function numbers(...fields: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, size);
    at += size;
  }
  return buffer;
}

/** An archive of these entries, in this order. */
export function zip(entries: readonly ZipEntrySpec[], spec: ZipSpec = {}): Buffer {
  const body: Uint8Array[] = [spec.before ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  let at = body[0]!.length;
  for (const entry of entries) {
    const name = bytesOf(entry.name);
    const content = bytesOf(entry.content);
    const method = entry.method ?? 8;
    const raw = entry.raw ?? (method === 8 ? deflateRawSync(content) : content);
    const crc = entry.crc ?? crc32(content);
    const size = entry.size ?? content.length;
    const compressedSize = entry.compressedSize ?? raw.length;
    const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
    const extra = entry.zip64 ? numbers([2, 1], [2, 16], [8, size], [8, compressedSize]) : Buffer.alloc(0);
    const short = (value: number) => (entry.zip64 ? 0xffffffff : value);
    const { local = {} } = entry;
    const localName = local.name === undefined ? name : bytesOf(local.name);
    const header = numbers(
      [4, 0x04034b50],
      [2, 20],
      [2, local.flags ?? flags],
      [2, local.method ?? method],
      [2, 0],
      [2, 0x21],
      [4, local.crc ?? (entry.descriptor ? 0 : crc)],
      [4, local.compressedSize ?? (entry.descriptor ? 0 : short(compressedSize))],
      [4, local.size ?? (entry.descriptor ? 0 : short(size))],
      [2, localName.length],
      [2, extra.length],
    );
    const descriptor = entry.descriptor
      ? numbers([4, 0x08074b50], [4, crc], [4, compressedSize], [4, size])
      : Buffer.alloc(0);
    directory.push(
      numbers(
        [4, 0x02014b50],
        [2, 20],
        [2, 20],
        [2, flags],
        [2, method],
        [2, 0],
        [2, 0x21],
        [4, crc],
        [4, short(compressedSize)],
        [4, short(size)],
        [2, name.length],
        [2, extra.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, entry.externalAttributes ?? 0],
        [4, entry.offset ?? at],
      ),
      name,
      extra,
    );
    body.push(header, localName, extra, raw, descriptor);
    at += header.length + localName.length + extra.length + raw.length + descriptor.length;
  }
  const directorySize = directory.reduce((sum, piece) => sum + piece.length, 0);
  const comment = spec.comment ?? new Uint8Array();
  const count = spec.count ?? entries.length;
  const start = spec.directoryOffset ?? at;
  const end64 = spec.zip64End
    ? [
        numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0]),
        numbers([8, count], [8, count], [8, directorySize], [8, start]),
        numbers([4, 0x07064b50], [4, 0], [8, at + directorySize], [4, 1]),
      ]
    : [];
  const full = spec.zip64End === true;
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, full ? 0xffff : count],
    [2, full ? 0xffff : count],
    [4, full ? 0xffffffff : directorySize],
    [4, full ? 0xffffffff : start],
    [2, comment.length],
  );
  return Buffer.concat([...body, ...directory, ...end64, end, comment, spec.after ?? new Uint8Array()]);
}
