import type { AuditRecord } from "@rolecall/operations";
import type { Volumes } from "../audit/search/volume.ts";

/**
 * Every event in the order in which it was recorded, which no clock changes that was moved meanwhile.
 * INVARIANT: what lies in memory is bounded by who writes it there.
 */
export async function readVolumes(volumes: Volumes): Promise<readonly AuditRecord[]> {
  const records: AuditRecord[] = [];
  for (const volume of await volumes.list()) {
    const opened = await volume.open();
    if (opened === undefined) continue;
    try {
      const bytes = await opened.read(0, opened.size);
      for (const line of Buffer.from(bytes).toString("utf8").split("\n"))
        if (line !== "") records.push(JSON.parse(line) as AuditRecord);
    } finally {
      await opened.close();
    }
  }
  return records;
}
