import type { ServiceName } from "@rolecall/contracts";
import type { Identified } from "@rolecall/protocols";
import { regionOf, type ServedScope, type SignatureClaim } from "@rolecall/sigv4";
import { homeRegion } from "../installation/regions.ts";

/**
 * Services with one endpoint for the partition. AWS takes every request for them as made to the home region, whatever the
 * client is set to, so that conditions on aws:RequestedRegion mean the same here. AWS itself refuses what is signed for another
 * region; here clients may: SDKs and CLI sign IAM for their own region as soon as an endpoint is set.
 * Source: IAM User Guide, "AWS: Denies access to AWS based on the requested Region".
 */
const GLOBAL_SERVICES: ReadonlySet<ServiceName> = new Set(["iam", "organizations", "account"]);

/**
 * INVARIANT: called once the claim was checked, so that what it names is a region that is served.
 * @param claim absent, or not looked at, where an operation takes no signature
 */
export function requestedRegion(
  { service, unsigned }: Pick<Identified, "service" | "unsigned">,
  claim: SignatureClaim | undefined,
  served: ServedScope,
): string {
  if (claim === undefined || unsigned) return homeRegion();
  return GLOBAL_SERVICES.has(service) ? homeRegion() : regionOf(claim, served);
}

/** The same for a call without a signature, whose region is what the client means. */
export function meantRegion(service: ServiceName, region: string | undefined): string {
  return GLOBAL_SERVICES.has(service) ? homeRegion() : (region ?? homeRegion());
}
