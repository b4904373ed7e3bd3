import type { Explanation } from "@rolecall/policy";
import { useElapsed } from "../../../patterns/use-elapsed.ts";
import { useOperation } from "../../../session/use-operation.ts";
import { reasonsOf } from "./step-reason.ts";
import type { AskedStep } from "./why-of-way.ts";

/** Who goes on to another way at once asks nothing of this one. */
const SETTLED_MS = 250;

interface StepReasonsProps {
  readonly asked: AskedStep;
  readonly context: Readonly<Record<string, readonly string[]>> | undefined;
}

/** ` (PayrollRead, line 4; its trust policy, lines 6–14)`, once it is known. */
export function StepReasons({ asked, context }: StepReasonsProps) {
  const isSettled = useElapsed(SETTLED_MS);
  const { data, error } = useOperation(
    "rolecall",
    "ExplainRequest",
    isSettled
      ? {
          PrincipalArn: asked.principal,
          Action: asked.action,
          Resource: asked.resource,
          ...(context !== undefined && { Context: context }),
        }
      : undefined,
  );
  if (error !== null)
    return (
      <span className="rc-quiet" title={error.message}>
        {" "}
        (by what is not readable by you)
      </span>
    );
  const reasons = data === undefined ? [] : reasonsOf(data.Explanation as unknown as Explanation);
  if (reasons.length === 0) return null;
  return <> ({reasons.map(({ policy, place }) => `${policy}, ${place}`).join("; ")})</>;
}
