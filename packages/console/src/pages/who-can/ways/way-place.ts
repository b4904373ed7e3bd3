import type { Lane } from "../picture/lay-out-ways.ts";
import type { BundledWay } from "./bundle-ways.ts";
import { readChain } from "./read-chain.ts";

/** A way as far as places go. */
export function laneOf(way: BundledWay): Lane {
  return { id: way.id, who: way.who.id, stops: readChain(way).stops.map(({ name }) => name) };
}
