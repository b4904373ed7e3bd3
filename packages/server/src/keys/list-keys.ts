import { dataKeyState } from "@rolecall/access";
import type { DataKeyRecord, EpochMilliseconds, KeyHolderRecord, Store } from "@rolecall/store";
import { formatKeyId } from "./key-id.ts";
import { OPENS_MS } from "./rotation/forget-keys.ts";
import { countRows, type RowsByKey } from "./rotation/reseal.ts";
import { USUAL_PACE } from "./rotation/rotating.ts";
import { runningHolders } from "./rotation/running-holders.ts";

/** What is to be seen of keys: never a key. */
export async function listKeys(store: Store, now: EpochMilliseconds): Promise<string> {
  const rows = await countRows({ store, pace: USUAL_PACE });
  const { records, holders } = await store.read(async (tx) => ({
    records: await tx.dataKeys.list(),
    holders: await runningHolders(tx, now),
  }));
  const inOrder = records.toSorted((a, b) => a.createdAt - b.createdAt || a.keyId - b.keyId);
  const keys = inOrder.map((record) => keyRow(record, rows));
  const table = [["key", "state", "made", "secrets", "sealed with master key", ""], ...keys];
  return `${renderTable(table)}\n${renderHolders(holders, records)}`;
}

function keyRow(record: DataKeyRecord, rows: RowsByKey): readonly string[] {
  const { keyId, createdAt, seals } = record;
  const masters = Object.keys(seals).map((id) => formatKeyId(Number(id)));
  return [
    formatKeyId(keyId),
    dataKeyState(record),
    formatTime(createdAt),
    String(rows.get(keyId) ?? 0),
    masters.join(", "),
    noteOf(record),
  ];
}

function noteOf({ retiredAt, resealedAt }: DataKeyRecord): string {
  if (retiredAt === undefined) return "";
  if (resealedAt === undefined) return "secrets are to be sealed anew: run rolecall keys rotate";
  return `opens sessions until ${formatTime(retiredAt + OPENS_MS)}`;
}

function renderHolders(holders: readonly KeyHolderRecord[], records: readonly DataKeyRecord[]): string {
  if (holders.length === 0) return "No process runs on this store.\n";
  const lines = holders.map(({ name, masterKeyIds, dataKeyIds }) => {
    const lacking = records.filter(({ keyId }) => !dataKeyIds.includes(keyId));
    const lacks =
      lacking.length === 0 ? "all keys" : `not ${lacking.map(({ keyId }) => formatKeyId(keyId)).join(", ")}`;
    return `${name} has ${lacks}, and master key ${masterKeyIds.map(formatKeyId).join(", ")}.\n`;
  });
  return lines.join("");
}

function formatTime(at: EpochMilliseconds): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
