import { DEFAULT_REGIONS, OPT_IN_REGIONS } from "@rolecall/names";

/**
 * The home of AWS's commercial partition: IAM and the global endpoint of STS are there, and no account can turn it off.
 * Source: AWS General Reference, "IAM endpoints and quotas"; Account Management Reference, "Enable or disable AWS Regions".
 */
export const HOME_REGION = "us-east-1";

/** AWS's commercial regions, in alphabetical order. */
export const AWS_REGIONS: readonly string[] = [...DEFAULT_REGIONS, ...OPT_IN_REGIONS].toSorted();

/** What decides about the scopes of signatures. */
export interface ServedRegions {
  readonly acceptsRegion: (region: string) => boolean;
  readonly homeRegion: string;
}

export function servedRegions(names: readonly string[]): ServedRegions {
  const served: ReadonlySet<string> = new Set(names);
  return { acceptsRegion: (region) => served.has(region), homeRegion: HOME_REGION };
}
