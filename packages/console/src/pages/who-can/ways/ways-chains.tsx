import type { BundledWay } from "./bundle-ways.ts";
import { WayChain } from "./way-chain.tsx";

/** So many are written out beside a picture, or in its place; the list has all. */
const CHAINS_MAX = 100;

interface WaysChainsProps {
  readonly ways: readonly BundledWay[];
  readonly action: string;
  readonly ownAccountId: string;
  readonly lit: string | undefined;
  /** For who hears the page alone: the picture is beside it. */
  readonly isHidden: boolean;
}

/** The ways as chains: what the picture shows, in words. */
export function WaysChains({ ways, action, ownAccountId, lit, isHidden }: WaysChainsProps) {
  return (
    <ol className={isHidden ? "sr" : "rc-way-chains"} aria-label="The ways, as chains">
      {ways.slice(0, CHAINS_MAX).map((way) => (
        <li key={way.id} aria-current={way.id === lit}>
          <WayChain way={way} action={action} ownAccountId={ownAccountId} />
        </li>
      ))}
    </ol>
  );
}
