import type { RegionOptStatus } from "@rolecall/contracts/account";
import { ownPartition } from "@rolecall/names";
import type { AccountDetailsRecord } from "@rolecall/store";

/** @param name one of AWS's regions */
export function optStatusOf({ regions }: AccountDetailsRecord, name: string): RegionOptStatus {
  if (ownPartition().defaultRegions.has(name)) return "ENABLED_BY_DEFAULT";
  return Object.hasOwn(regions, name) ? (regions[name]?.status ?? "DISABLED") : "DISABLED";
}
