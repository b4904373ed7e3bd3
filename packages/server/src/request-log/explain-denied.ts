import { type ConsultedSet, consultedSets, type Denial } from "@rolecall/access";
import {
  explain,
  type LayerName,
  type OrganizationNode,
  type PolicyFacts,
  renderTree,
} from "@rolecall/policy";

/** Beyond, a line alone is told: each statement is asked some twenty times. */
const MOST = { statements: 1_000, characters: 256 * 1024 };

/**
 * The explanation of a denial as `rolecall why` prints it, for whoever runs the installation and so may read all of it. It is made of what the
 * decision was made of: nothing is read anew.
 */
export function explainDenied(denial: Denial, isColorful: boolean): string {
  const { question, layers, policies, permissions } = denial;
  const statements = policies.reduce((sum, { policy }) => sum + policy.statements.length, 0);
  const characters = policies.reduce((sum, { document }) => sum + document.length, 0);
  if (statements > MOST.statements || characters > MOST.characters)
    return `(${statements} statements of ${characters} characters had a say: too many to be explained here. Ask rolecall why.)\n`;
  const asked = permissions.find((each) => each.question === question);
  const sets = asked === undefined ? [] : consultedSets(asked, policies);
  const setAt = (layer: LayerName, level: number) =>
    sets.find((set) => set.layer === layer && set.level === level);
  const explanation = explain(question, layers, {
    describe: (policy, { layer, level }) =>
      factsOf(setAt(layer, level)?.policies.find((each) => each.policy === policy)?.source),
    describeLevel: (layer, level) => nodeOf(setAt(layer, level)),
  });
  return renderTree(explanation, { color: isColorful });
}

type Source = ConsultedSet["policies"][number]["source"];

function factsOf(source: Source): PolicyFacts | undefined {
  if (source === undefined) return undefined;
  const { layer, name, arn, attachedTo, document } = source;
  const isTrust = layer === "resource";
  return {
    name: isTrust ? `Trust policy of ${lastPart(attachedTo)}` : (name ?? (arn && lastPart(arn))),
    arn,
    attachedTo,
    document,
  };
}

/** Of an organization's root, unit or account what its ARN tells. */
function nodeOf(set: ConsultedSet | undefined): OrganizationNode | undefined {
  if (set?.node === undefined) return undefined;
  const kind = /:(root|ou|account)\//.exec(set.node)?.[1];
  const id = lastPart(set.node);
  return { kind: kind === "ou" ? "unit" : kind === "account" ? "account" : "root", name: id, id };
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
