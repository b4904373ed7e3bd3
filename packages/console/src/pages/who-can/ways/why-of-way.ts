import { whyQuestionHref } from "../../../patterns/why-question.ts";
import type { BundledWay } from "./bundle-ways.ts";
import { readChain } from "./read-chain.ts";

/** One step of a way, as Why? is asked about it. */
export interface AskedStep {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

/** Each step of a way; undefined where nobody is asked about of whom Why? answers: a user or role of one's own account. */
export function askedSteps(way: BundledWay, ownAccountId: string): readonly (AskedStep | undefined)[] {
  const { stops, links } = readChain(way);
  const actors = [way.who.principals[0] ?? "", ...stops.map(({ name }) => name)];
  return links.map(({ step: { Action: action, Resource: resource } }, at) => {
    const principal = actors[at] ?? "";
    const isOwn = /:(?:user|role)\//.test(principal) && principal.split(":")[4] === ownAccountId;
    return isOwn ? { principal, action, resource } : undefined;
  });
}

/** Where a way is explained: the question about its first step that is not open, or about its last. */
export function whyOfWay(
  way: BundledWay,
  ownAccountId: string,
  context: Readonly<Record<string, readonly string[]>> = {},
): string | undefined {
  const { links } = readChain(way);
  const notOpen = links.findIndex(({ step }) => step.State !== "open");
  const asked = askedSteps(way, ownAccountId).at(notOpen);
  return asked && whyQuestionHref({ ...asked, context });
}
