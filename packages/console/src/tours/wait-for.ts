const PATIENCE_MS = 5_000;
const EVERY_MS = 50;

/** Looks for something until it is there; undefined where it does not come. */
export async function waitFor<Found>(
  find: () => Found | undefined,
  patienceMs = PATIENCE_MS,
): Promise<Found | undefined> {
  for (let waitedMs = 0; waitedMs <= patienceMs; waitedMs += EVERY_MS) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  return undefined;
}
