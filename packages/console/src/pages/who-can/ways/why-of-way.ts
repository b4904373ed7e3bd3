import { whyQuestionHref } from "../../../patterns/why-question.ts";
import type { BundledWay } from "./bundle-ways.ts";
import { readChain } from "./read-chain.ts";

/**
 * Where a way is explained: the question about its first step that is not open, or about its last. Undefined where nobody is asked about of whom
 * Why? answers: a user or role of one's own account.
 */
export function whyOfWay(
  way: BundledWay,
  ownAccountId: string,
  context: Readonly<Record<string, readonly string[]>> = {},
): string | undefined {
  const { stops, links } = readChain(way);
  const [first = ""] = way.who.principals;
  const actors = [first, ...stops.map(({ name }) => name)];
  const notOpen = links.findIndex(({ step }) => step.State !== "open");
  const at = notOpen === -1 ? links.length - 1 : notOpen;
  const principal = actors[at] ?? "";
  const { Action: action, Resource: resource } = links[at]!.step;
  const isOwn = /:(?:user|role)\//.test(principal) && principal.split(":")[4] === ownAccountId;
  return isOwn ? whyQuestionHref({ principal, action, resource, context }) : undefined;
}
