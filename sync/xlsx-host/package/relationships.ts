/** Reads the relationships of a part: what belongs to it inside the package, and what it points to outside. */
import { parseXml } from './xml.js';
import type { Package } from './zip.js';

export interface Relationship {
  readonly id: string;
  /** Last word of the type, the same in transitional and strict files: `worksheet`, `sharedStrings`. */
  readonly kind: string;
  /** Name of the part that it points to; for an external one the target as it stands. */
  readonly target: string;
  readonly isExternal: boolean;
}

/** The part that a target names, seen from the folder of its source. A target cannot climb out of the package. */
export function resolveTarget(source: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const segments = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  const name = segments.join('/');
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Name of the part that holds a part's relationships. The package itself is the part ''. */
export function relationshipsPartOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** Name of the part whose relationships a part holds, or null if it holds none. */
export function sourceOfRelationships(part: string): string | null {
  if (!part.toLowerCase().endsWith('.rels')) return null;
  const segments = part.split('/');
  if (segments.at(-2)?.toLowerCase() !== '_rels') return null;
  return [...segments.slice(0, -2), segments.at(-1)!.slice(0, -5)].join('/');
}

/** The relationships of a part, in order; none if it has none. @throws Refusal */
export function readRelationships(pack: Package, source: string): readonly Relationship[] {
  const part = relationshipsPartOf(source);
  const content = pack.part(part);
  if (!content) return [];
  const relationships: Relationship[] = [];
  parseXml(part, content, {
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const type = attributes.Type ?? '';
      const target = attributes.Target ?? '';
      const isExternal = attributes.TargetMode?.toLowerCase() === 'external';
      relationships.push({
        id: attributes.Id ?? '',
        kind: type.slice(type.lastIndexOf('/') + 1),
        target: isExternal ? target : resolveTarget(source, target),
        isExternal,
      });
    },
  });
  return relationships;
}
