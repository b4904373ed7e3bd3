import { Mistake } from "../../mistake.ts";
import type { OptionValues } from "../options/option.ts";
import type { STATE_OPTIONS } from "../options/state-options.ts";

/** @throws Mistake where both a server and a folder are named */
export function refuseTwoPlaces({ endpoint, data }: OptionValues<typeof STATE_OPTIONS>): void {
  if (endpoint !== undefined && data !== undefined)
    throw new Mistake("--endpoint and --data name two installations: leave one of them out.");
}
