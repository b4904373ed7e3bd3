/** Which files are run after one another in a process. */

/** In a process of its own: what counts what its process holds, and what takes longest, which begins first. */
const ALONE: readonly string[] = [
  "packages/store/engines/postgres/postgres-store.test.ts",
  "packages/store/engines/sqlite/sqlite-store.test.ts",
  "packages/edge/src/attack.test.ts",
  "packages/access/src/memory.test.ts",
  "packages/store/generator/compile.test.ts",
  "packages/console/e2e/region-tables.test.ts",
  "packages/console/e2e/tables.test.ts",
];

/**
 * Files of a place load the same modules. How many share a process: so many that loading costs little, and so few that the last
 * processes do not keep everybody waiting.
 */
const PLACES: readonly (readonly [place: RegExp, filesMax: number])[] = [
  [/^(?:packages\/console|site)\/e2e\//, 3],
  [/^conformance\/[^/]+\//, 8],
  [/^[^/]+\/[^/]+\//, 24],
];

/** @returns those alone first, the others in the order of their first files */
export function groupFiles(files: readonly string[]): readonly (readonly string[])[] {
  const alone = ALONE.filter((file) => files.includes(file));
  const byPlace = Map.groupBy([...alone, ...files.filter((file) => !alone.includes(file))], placeOf);
  return [...byPlace].flatMap(([place, group]) => chunk(group, filesMaxOf(place)));
}

function placeOf(file: string): string {
  if (ALONE.includes(file)) return file;
  for (const [place] of PLACES) {
    const [found] = place.exec(file) ?? [];
    if (found !== undefined) return found;
  }
  return file;
}

function filesMaxOf(place: string): number {
  return PLACES.find(([pattern]) => pattern.test(place))?.[1] ?? 1;
}

/** As equal as can be. */
function chunk(files: readonly string[], filesMax: number): readonly (readonly string[])[] {
  const count = Math.ceil(files.length / filesMax);
  return Array.from({ length: count }, (_, at) =>
    files.slice(Math.round((at * files.length) / count), Math.round(((at + 1) * files.length) / count)),
  );
}
