import { createHash } from "node:crypto";
import { createBoundedCache } from "@rolecall/bounded-cache";
import { type RevocationList, readRevocationList } from "./revocation-list.ts";

/** Lists that were read, so that not every session that a machine asks for reads 300,000 bytes. */
export interface RevocationListCache {
  /** As `readRevocationList`. */
  read(data: Uint8Array): RevocationList | undefined;
}

const ENTRIES = 1_000;
const MAX_BYTES = 64 * 2 ** 20;
const LIST_BYTES = 1_024;
/** A serial number of twenty bytes in hexadecimal, and its place in a set. */
const SERIAL_NUMBER_BYTES = 136;

/** Lists are known by their digest: one that is changed is another. */
export function createRevocationListCache(): RevocationListCache {
  const cache = createBoundedCache<RevocationList>({
    entries: ENTRIES,
    weight: {
      maxBytes: MAX_BYTES,
      bytesOf: (_digest, { body, serialNumbers }) =>
        LIST_BYTES + body.length + SERIAL_NUMBER_BYTES * serialNumbers.size,
    },
  });
  return {
    read(data) {
      const digest = createHash("sha256").update(data).digest("base64");
      const known = cache.get(digest);
      if (known !== undefined) return known;
      const list = readRevocationList(data);
      if (list !== undefined) cache.set(digest, list);
      return list;
    },
  };
}
