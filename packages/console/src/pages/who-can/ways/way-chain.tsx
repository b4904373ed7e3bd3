import type { BundledWay } from "./bundle-ways.ts";
import { readChain } from "./read-chain.ts";
import { linkWords, shortName, stateWords, whoKind, whoName } from "./way-words.ts";

interface WayChainProps {
  readonly way: BundledWay;
  readonly action: string;
  readonly ownAccountId: string;
}

/** A way in one line: who, what it goes through, what it comes to, with what stands between. */
export function WayChain({ way, action, ownAccountId }: WayChainProps) {
  const { stops, links } = readChain(way);
  const targets = [...stops.map(({ name }) => shortName(name)), action];
  return (
    <>
      <b>{whoName(way.who)}</b> ({whoKind(way.who, ownAccountId)})
      {links.map(({ step, by }, at) => {
        const words = linkWords(step, by);
        return (
          <span key={at}>
            {" "}
            → {words !== "" && <i>{words} </i>}
            <b>{targets[at]}</b>
          </span>
        );
      })}
      . {stateWords(way)}.
    </>
  );
}
