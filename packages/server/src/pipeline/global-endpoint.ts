import type { WholeRequest } from "@rolecall/edge";
import type { Identified } from "@rolecall/protocols";

/** STS's endpoint for the partition. Clients that know no other, and are led here by its name, sign the name with the request. */
const GLOBAL_STS = /^sts\.amazonaws\.com(?::\d+)?$/i;

const GLOBAL = { isGlobalEndpoint: true } as const;
const REGIONAL = {};

/**
 * Whether a request was made to STS's global endpoint. What is signed for us-east-1 may mean the region; the name that was asked says
 * it. It can only narrow what who signed it gets.
 */
export function globalEndpoint(
  { service }: Pick<Identified, "service">,
  { headers }: Pick<WholeRequest, "headers">,
): { readonly isGlobalEndpoint?: true } {
  return service === "sts" && GLOBAL_STS.test(headers.host?.[0] ?? "") ? GLOBAL : REGIONAL;
}
