/**
 * What tells snapshots of two servers from one another. Snapshots of one server are in one order, so that its sum of all numbers is
 * enough; a standby may show one of two writes where the primary still shows the other, and both have the same sum. Fifth powers as
 * weights: no few small differences of streams cancel each other out.
 */
const WEIGHT = Array.from({ length: 5 }, () => `("stream" + 1)`).join(" * ");
const SUM = 'cast(sum("seq") as bigint) as "revision#"';
const FINGERPRINT = `cast(sum("seq" * ${WEIGHT}) as text) as "revision#"`;

const known = new Map<string, string>();

/** A statement that reads, with the fingerprint that it was answered at instead of the revision. */
export function withFingerprint(read: string): string {
  const made = known.get(read) ?? fingerprinted(read);
  known.set(read, made);
  return made;
}

/** The same, of a statement that may never be asked again: nothing is kept of it. */
export function fingerprinted(read: string): string {
  const made = read.replace(SUM, FINGERPRINT);
  if (made === read) throw new Error(`cannot find the revision in ${read}`);
  return made;
}

/** @param streams the number of each */
export function fingerprintOf(streams: ReadonlyMap<number, number>): string {
  let total = 0n;
  for (const [stream, seq] of streams) total += BigInt(seq) * BigInt(stream + 1) ** 5n;
  return total.toString();
}
