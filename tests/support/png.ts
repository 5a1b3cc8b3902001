/** Reads the colours out of a PNG as pdftoppm writes it: 8 bits per channel, not interlaced. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const channelsByType = new Map([
  [0, 1],
  [2, 3],
  [6, 4],
]);

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const byLeft = Math.abs(estimate - left);
  const byAbove = Math.abs(estimate - above);
  const byCorner = Math.abs(estimate - corner);
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/** How many pixels of each colour (`#RRGGBB`) an image has. @throws Error for a kind of PNG that it cannot read */
export function colourCounts(path: string): Map<string, number> {
  const file = readFileSync(path);
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = channelsByType.get(file[25]!);
  if (!channels || file[24] !== 8 || file[28] !== 0) throw new Error(`${path} is not a plain 8-bit PNG`);
  const packed: Buffer[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') {
      packed.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
    }
  }
  const filtered = inflateSync(Buffer.concat(packed));
  const stride = width * channels;
  const counts = new Map<number, number>();
  let previous = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const filter = filtered[start]!;
    const line = Buffer.from(filtered.subarray(start + 1, start + 1 + stride));
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : line[x - channels]!;
      const above = previous[x]!;
      const corner = x < channels ? 0 : previous[x - channels]!;
      const predicted =
        filter === 1
          ? left
          : filter === 2
            ? above
            : filter === 3
              ? (left + above) >> 1
              : filter === 4
                ? paeth(left, above, corner)
                : 0;
      line[x] = (line[x]! + predicted) & 0xff;
    }
    for (let x = 0; x < stride; x += channels) {
      const red = line[x]!;
      const green = channels === 1 ? red : line[x + 1]!;
      const blue = channels === 1 ? red : line[x + 2]!;
      const colour = (red << 16) | (green << 8) | blue;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    previous = line;
  }
  return new Map(
    Array.from(counts, ([colour, count]) => [
      `#${colour.toString(16).padStart(6, '0').toUpperCase()}`,
      count,
    ]),
  );
}
