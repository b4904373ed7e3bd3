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

/** Whose operations that nobody signs are in the region that a certificate's key signed for; their proofs look at that signature. */
const SIGNED_BY_CERTIFICATES: ReadonlySet<ServiceName> = new Set(["rolesanywhere"]);

/**
 * INVARIANT: called once the claim was checked, so that what it names is a region that is served.
 * @param claim absent, or not looked at, where an operation takes no signature
 */
export function requestedRegion(
  { service, unsigned }: Pick<Identified, "service" | "unsigned">,
  claim: SignatureClaim | undefined,
  served: ServedScope,
): string {
  if (claim === undefined) return homeRegion();
  if (unsigned)
    return SIGNED_BY_CERTIFICATES.has(service) && served.acceptsRegion?.(claim.region) === true
      ? claim.region
      : homeRegion();
  return GLOBAL_SERVICES.has(service) ? homeRegion() : regionOf(claim, served);
}

/** The same for a call without a signature, whose region is what the client means. */
export function meantRegion(service: ServiceName, region: string | undefined): string {
  return GLOBAL_SERVICES.has(service) ? homeRegion() : (region ?? homeRegion());
}
