import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Addition, Escape, Explanation, LayerExplanation, StatementExplanation } from "@rolecall/policy";
import { href } from "../../app/address.ts";
import { PolicyLines } from "../../patterns/policy-words/policy-lines.tsx";
import { whoCanHref } from "../../patterns/who-can-question.ts";
import { whyQuestionHref } from "../../patterns/why-question.ts";
import { hashOf, NO_QUESTION } from "../simulator/question.ts";
import { PolicyReach } from "./policy-reach.tsx";
import type { WhyQuestion } from "./why-link.ts";

interface ChangesProps {
  readonly explanation: Explanation;
  readonly question: WhyQuestion;
}

/** Every change that is needed, each for this one time or for good. Nothing is changed here: a deny is never edited away by a click. */
export function Changes({ explanation, question }: ChangesProps) {
  const { additions, hidden } = explanation;
  if (additions.length === 0)
    return (
      <Box color="text-body-secondary">
        {hidden.length > 0
          ? "What would allow it hangs on policies that you may not read."
          : "No change of policies would allow it."}
      </Box>
    );
  return (
    <>
      <Box color="text-body-secondary">
        The smallest changes that would allow this very request. Found by making each on trial and asking the
        engine again; nothing is changed yet. <Link href={simulatorHref(question)}>Try in the simulator</Link>
      </Box>
      <ol className="rc-why-changes">
        {additions.map((addition) => (
          <Change
            key={`${addition.layer} ${addition.level} ${addition.kind}`}
            addition={addition}
            explanation={explanation}
            question={question}
          />
        ))}
      </ol>
    </>
  );
}

function simulatorHref({
  principal,
  action,
  resource,
  context = {},
  resourcePolicy = "",
}: WhyQuestion): string {
  const asked = {
    ...NO_QUESTION,
    principal,
    actions: [action],
    resources: [resource],
    context: Object.fromEntries(Object.entries(context).map(([key, values]) => [key, values.join(",")])),
    resourcePolicy,
  };
  return `${href("/simulator")}${hashOf(asked)}`;
}

const PLACES: Readonly<Record<Addition["layer"], string>> = {
  resourceControl: "resource control policy",
  serviceControl: "service control policy",
  endpoint: "VPC endpoint policy",
  resource: "resource policy",
  boundary: "permissions boundary",
  session: "session policy",
  identity: "identity policy",
};

interface ChangeProps extends ChangesProps {
  readonly addition: Addition;
}

function Change({ addition, explanation, question }: ChangeProps) {
  const { layer, level, escapes } = addition;
  const set = explanation.layers.find((each) => each.layer === layer && each.level === level);
  const place = layer === "resource" && explanation.request.isTrust ? "trust policy" : PLACES[layer];
  const where = set?.node === undefined ? "" : ` of ${set.node.name}`;
  const title =
    addition.kind === "liftDeny"
      ? `The ${place}${where} no longer matches`
      : `The ${place}${where} allows it`;
  return (
    <li>
      <b>{title}</b>
      {escapes.length > 0 && (
        <div className="rc-why-way">
          <span>For this one time</span>
          <span>
            Ask{" "}
            {escapes.map((way, at) => (
              <span key={`${way.key} ${way.kind} ${way.value}`}>
                {at > 0 && ", or "}
                <EscapeWords way={way} />
              </span>
            ))}
          </span>
        </div>
      )}
      <div className="rc-why-way">
        <span>For good</span>
        {addition.kind === "liftDeny" ? (
          <LiftWords statements={addition.statements} set={set} />
        ) : (
          <AddWords addition={addition} question={question} />
        )}
      </div>
    </li>
  );
}

function EscapeWords({ way: { key, kind, value, example } }: { readonly way: Escape }) {
  if (kind === "absent")
    return (
      <>
        without <code>{key}</code>
      </>
    );
  if (kind === "other")
    return (
      <>
        with another <code>{key}</code>
      </>
    );
  return (
    <>
      with <code>{`${key} ${example === undefined ? "=" : "like"} ${value === "" ? '""' : value}`}</code>
    </>
  );
}

interface LiftWordsProps {
  readonly statements: readonly StatementExplanation[];
  readonly set: LayerExplanation | undefined;
}

function LiftWords({ statements, set }: LiftWordsProps) {
  return (
    <span>
      Give {statements.length === 1 ? "the statement" : "the statements"} an exception:{" "}
      {statements.map((each, at) => {
        const { policyIndex, policyName, statement } = each;
        const target = changeOf(set, policyIndex);
        return (
          <span key={`${policyIndex} ${statement.index}`}>
            {at > 0 && ", "}
            <b>{statement.sid || `statement ${statement.index + 1}`}</b>
            {policyName !== undefined && ` of ${policyName}`}
            <PolicyReach arn={set?.policies[policyIndex]?.arn ?? ""} />
            {target !== undefined && (
              <>
                {" "}
                (<Link href={whoCanHref(target)}>who can change it?</Link>)
              </>
            )}
          </span>
        );
      })}
    </span>
  );
}

/** The action by which a policy is changed, and on what. */
function changeOf(
  set: LayerExplanation | undefined,
  policyIndex: number,
): { readonly action: string; readonly resource: string } | undefined {
  const { arn, attachedTo = "" } = set?.policies[policyIndex] ?? {};
  if (set?.layer === "resource") return { action: "iam:UpdateAssumeRolePolicy", resource: attachedTo };
  if (arn !== undefined)
    return {
      action: arn.includes(":organizations:") ? "organizations:UpdatePolicy" : "iam:CreatePolicyVersion",
      resource: arn,
    };
  const kind = /:(user|group|role)\//.exec(attachedTo)?.[1];
  if (kind === undefined) return undefined;
  return { action: `iam:Put${kind.charAt(0).toUpperCase()}${kind.slice(1)}Policy`, resource: attachedTo };
}

interface AddWordsProps {
  readonly addition: Extract<Addition, { kind: "addStatement" }>;
  readonly question: WhyQuestion;
}

function AddWords({ addition: { statement, almost, layer }, question }: AddWordsProps) {
  const text = JSON.stringify(statement, undefined, 2);
  const asked = `${question.principal} was denied ${question.action} on ${question.resource}. It needs this statement in its ${PLACES[layer]}:\n\n${text}\n\nWhy: ${location.origin}${whyQuestionHref(question)}\n`;
  return (
    <SpaceBetween size="xs">
      <PolicyLines text={text} label="Statement to add" />
      <SpaceBetween size="xs" direction="horizontal">
        <CopyToClipboard
          textToCopy={text}
          copyButtonText="Copy"
          copySuccessText="The statement was copied"
          copyErrorText="The statement could not be copied"
        />
        <CopyToClipboard
          textToCopy={asked}
          copyButtonText="Ask for it"
          copySuccessText="A message with the statement and a link was copied"
          copyErrorText="The message could not be copied"
        />
      </SpaceBetween>
      {almost.map((each) => (
        <Box key={`${each.policyIndex} ${each.statement.index}`} color="text-body-secondary">
          Almost: {each.statement.sid || `statement ${each.statement.index + 1}`}
          {each.policyName !== undefined && ` of ${each.policyName}`} allows it but for{" "}
          {each.mismatch?.element === "Condition" && (
            <>
              the condition on <code>{each.mismatch.key}</code>
            </>
          )}
        </Box>
      ))}
    </SpaceBetween>
  );
}
