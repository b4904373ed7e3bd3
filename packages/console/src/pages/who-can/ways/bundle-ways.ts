/** Who can do it, as people read it: those who have the very same ways are one. */
import type { Way, WayState } from "./way.ts";

/** Several who have the same ways, or one. */
export interface Who {
  readonly id: string;
  readonly kind: string;
  readonly accountId: string | undefined;
  /** In the order of the answer. */
  readonly principals: readonly string[];
  /** The group that all of their ways are by; undefined where there is none. */
  readonly groupArn: string | undefined;
}

/** A way, and everybody who has it. */
export interface BundledWay {
  readonly id: string;
  readonly who: Who;
  readonly state: WayState;
  readonly needs: readonly string[];
  readonly stoppedBy: string | undefined;
  readonly through: readonly string[];
  readonly steps: Way["Steps"];
  /** Of its last role, ISO 8601. */
  readonly lastUsed: string | undefined;
}

const RANKS: Readonly<Record<WayState, number>> = { open: 0, needs: 1, stopped: 2 };

/**
 * Open ways first, then those that need something, then those that are stopped. A role's own way is left out where a way of somebody else goes
 * on by it: it is told there.
 */
export function bundleWays(ways: readonly Way[]): readonly BundledWay[] {
  const told = leaveOutFollowed(ways);
  const byPrincipal = Map.groupBy(told, ({ Kind, Principal }) => `${Kind} ${Principal}`);
  const bundles = Map.groupBy(byPrincipal.values(), signatureOf);
  const found = [...bundles].flatMap(([signature, alike]) => {
    const [first = []] = alike;
    const who = whoOf(signature, alike);
    return first.map((way) => bundledWay(who, way));
  });
  return found.sort((one, other) => RANKS[one.state] - RANKS[other.state]);
}

function chainOf({ Principal, Through }: Way): readonly string[] {
  return [Principal, ...Through];
}

function leaveOutFollowed(ways: readonly Way[]): readonly Way[] {
  const ends = new Set<string>();
  for (const way of ways) {
    const chain = chainOf(way);
    for (let at = 1; at < chain.length; at++) ends.add(chain.slice(at).join("\n"));
  }
  return ways.filter((way) => way.Kind !== "role" || !ends.has(chainOf(way).join("\n")));
}

/** INVARIANT: nothing that is shown of ways is left out of it. */
function signatureOf(ways: readonly Way[]): string {
  const [{ Kind, AccountId } = { Kind: "", AccountId: undefined }] = ways;
  return JSON.stringify([Kind, AccountId, ways.map(({ Principal: _, ...way }) => way)]);
}

function whoOf(id: string, alike: readonly (readonly Way[])[]): Who {
  const [first] = alike;
  const principals = alike.flatMap(([way]) => (way === undefined ? [] : [way.Principal]));
  const groups = new Set(
    first?.map(({ Through }) => (Through.length === 1 ? groupOf(Through[0]) : undefined)),
  );
  const [groupArn] = groups;
  return {
    id,
    kind: first?.[0]?.Kind ?? "",
    accountId: first?.[0]?.AccountId,
    principals,
    groupArn: groups.size === 1 ? groupArn : undefined,
  };
}

function groupOf(arn = ""): string | undefined {
  return arn.includes(":group/") ? arn : undefined;
}

function bundledWay(who: Who, { State, Needs, StoppedBy, Through, Steps, LastUsed }: Way): BundledWay {
  return {
    id: `${who.id} ${Through.join(" ")}`,
    who,
    state: State,
    needs: Needs,
    stoppedBy: StoppedBy,
    through: Through,
    steps: Steps,
    lastUsed: LastUsed,
  };
}
