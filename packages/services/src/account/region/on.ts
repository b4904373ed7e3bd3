import { ownPartition } from "@rolecall/names";
import { invalidRegion } from "../error.ts";
import { type NamesAccount, withKeys } from "../on.ts";

interface NamesRegion extends NamesAccount {
  readonly RegionName: string;
}

export const ofRegion = withKeys((input: NamesRegion) => [["account:targetregion", input.RegionName]]);

/** @throws ValidationException where no account can turn it on or off. The words are ours. */
export function checkOptIn(name: string): void {
  const { defaultRegions, optInRegions } = ownPartition();
  if (optInRegions.has(name)) return;
  if (!defaultRegions.has(name)) throw unknownRegion(name);
  throw invalidRegion(`The Region ${name} is enabled by default and can't be enabled or disabled.`);
}

export function unknownRegion(name: string) {
  return invalidRegion(`The Region ${name} doesn't exist.`);
}
