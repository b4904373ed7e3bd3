import type { InstallationKeys } from "@rolecall/access";
import { formatKeyId } from "./key-id.ts";

/** Tells, once for each, of keys that this process cannot open because it was not given their master key. */
export function createUnopenedLog(tell: (message: string) => void): (keys: InstallationKeys) => void {
  const told = new Set<number>();
  return ({ records, ring }) => {
    for (const { keyId, seals } of records) {
      if (ring.byId.has(keyId) || told.has(keyId)) continue;
      told.add(keyId);
      const masters = Object.keys(seals).map((id) => formatKeyId(Number(id)));
      tell(
        `Key ${formatKeyId(keyId)} of this installation is sealed with master key ${masters.join(" or ")}, which this process does not have: ` +
          "what is sealed by it is refused here. Start again with that key in ROLECALL_MASTER_KEY, or put it into the file master.key.",
      );
    }
  };
}
