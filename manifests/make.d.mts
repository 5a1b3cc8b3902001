/** Types of make.mjs, for tests. */
export function makeManifests(origin: string): Readonly<Record<'manifest.xml' | 'manifest.json', string>>;
