import type { ConditionMatch, Mismatch, StatementExplanation } from "@rolecall/policy";
import { StateSign } from "./state-sign.tsx";

interface StatementRowProps {
  readonly statement: StatementExplanation;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** A statement: what it says, whether it matches, and if not, the request's value beside the policy's. Choosing it shows its lines. */
export function StatementRow({ statement: each, isChosen, onChoose }: StatementRowProps) {
  const { statement, matched, mismatch, match, policyName } = each;
  const { effect, sid, index } = statement;
  const state = matched ? (effect === "Deny" ? "denies" : "allows") : "none";
  return (
    <li className="rc-why-statement">
      <button type="button" className="rc-why-choice" aria-pressed={isChosen} onClick={onChoose}>
        <StateSign state={state} /> <b>{effect}</b> {sid ? sid : `statement ${index + 1}`}
        {policyName !== undefined && ` of ${policyName}`}
      </button>
      {mismatch !== undefined && <MismatchWords mismatch={mismatch} />}
      {match !== undefined && effect === "Deny" && (
        <p>
          Applies: <code>{match.action.actual}</code>
          {match.action.value === undefined ? " is none of those it leaves out" : " is one of "}
          {match.action.value !== undefined && <code>{match.action.value}</code>}
          {match.conditions.map((condition) => (
            <ConditionWords key={`${condition.operator} ${condition.key}`} condition={condition} />
          ))}
        </p>
      )}
    </li>
  );
}

const VALUES_MAX = 8;

function show(value: string | readonly string[] | undefined): string {
  if (value === undefined) return "(absent)";
  if (typeof value === "string") return value === "" ? '""' : value;
  if (value.length === 0) return "(none)";
  const more = value.length - VALUES_MAX;
  return more > 0 ? `${value.slice(0, VALUES_MAX).join(", ")} and ${more} more` : value.join(", ");
}

function MismatchWords({ mismatch }: { readonly mismatch: Mismatch }) {
  const what =
    mismatch.element === "Condition" ? (
      <>
        condition <code>{mismatch.operator}</code> <code>{mismatch.key}</code> is not met
      </>
    ) : (
      `${mismatch.element} does not match`
    );
  return (
    <p>
      Does not apply: {what}. Request <code>{show(mismatch.actual)}</code>, policy{" "}
      <code>{show(mismatch.expected)}</code>
    </p>
  );
}

function ConditionWords({ condition }: { readonly condition: ConditionMatch }) {
  const { operator, key, actual, expected } = condition;
  return (
    <>
      , and <code>{operator}</code> <code>{key}</code> is met: request <code>{show(actual)}</code>, policy{" "}
      <code>{show(expected)}</code>
    </>
  );
}
