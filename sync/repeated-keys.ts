/** Finds keys that an object of a JSON text states twice: `JSON.parse` takes the last one and drops the others unsaid. */

/** An object or array that the text is within. */
interface Level {
  /** Null for an array. */
  readonly keys: Set<string> | null;
  /** The key or index at which the text is. */
  at: string;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/** @param text valid JSON */
export function repeatedKeys(text: string): { readonly path: readonly string[]; readonly key: string }[] {
  const found: { readonly path: readonly string[]; readonly key: string }[] = [];
  const levels: Level[] = [];
  let last = '';
  for (const [part] of text.matchAll(token)) {
    const level = levels.at(-1);
    if (part === '{') levels.push({ keys: new Set(), at: '' });
    else if (part === '[') levels.push({ keys: null, at: '0' });
    else if (part === '}' || part === ']') levels.pop();
    else if (part === ':' && level?.keys) {
      level.at = JSON.parse(last) as string;
      if (level.keys.has(level.at))
        found.push({ path: levels.slice(0, -1).map(({ at }) => at), key: level.at });
      level.keys.add(level.at);
    } else if (part === ',' && level && !level.keys) level.at = String(Number(level.at) + 1);
    last = part;
  }
  return found;
}
