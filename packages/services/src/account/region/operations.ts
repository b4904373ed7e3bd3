import type { Operation } from "@rolecall/operations";
import { disableRegion } from "./disable-region.ts";
import { enableRegion } from "./enable-region.ts";
import { getRegionOptStatus } from "./get-region-opt-status.ts";
import { listRegions } from "./list-regions.ts";

export const regionOperations: readonly Operation[] = [
  disableRegion,
  enableRegion,
  getRegionOptStatus,
  listRegions,
];
