import { ownPartition } from "@rolecall/names";

/**
 * The home of the partition: IAM and the global endpoint of STS are there, and no account can turn it off.
 * Source: AWS General Reference, "IAM endpoints and quotas"; Account Management Reference, "Enable or disable AWS Regions".
 */
export function homeRegion(): string {
  return ownPartition().homeRegion;
}

/** AWS's regions in the partition, in alphabetical order. */
function awsRegions({ defaultRegions, optInRegions } = ownPartition()): readonly string[] {
  return [...defaultRegions, ...optInRegions].toSorted();
}

/** What decides about the scopes of signatures. */
export interface ServedRegions {
  readonly acceptsRegion: (region: string) => boolean;
  readonly homeRegion: string;
}

/** @param names those that were asked for, besides the home region; undefined: all of the partition */
export function servedRegions(names: readonly string[] | undefined): ServedRegions {
  const served: ReadonlySet<string> = new Set(names === undefined ? awsRegions() : [homeRegion(), ...names]);
  return { acceptsRegion: (region) => served.has(region), homeRegion: homeRegion() };
}
