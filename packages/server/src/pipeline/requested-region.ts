import type { ServiceName } from "@rolecall/contracts";

/** The partition's home, and what a request without a region is for. */
export const HOME_REGION = "us-east-1";

/**
 * Services with one endpoint for the partition. AWS takes every request for them as made to the home region, whatever the
 * client is set to, so that conditions on aws:RequestedRegion mean the same here.
 * Source: IAM User Guide, "AWS: Denies access to AWS based on the requested Region".
 */
const GLOBAL_SERVICES: ReadonlySet<ServiceName> = new Set(["iam", "organizations", "account"]);

/** @param signedRegion the region in the scope of the signature; clients of one endpoint may sign for any. */
export function requestedRegion(service: ServiceName, signedRegion: string | undefined): string {
  return GLOBAL_SERVICES.has(service) ? HOME_REGION : signedRegion || HOME_REGION;
}
