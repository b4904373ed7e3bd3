import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { ChangeStep } from "./change-step.ts";
import type { StepsState } from "./use-steps.ts";
import "./change.css";

interface StepsListProps {
  readonly steps: readonly ChangeStep[];
  readonly state: StepsState;
}

/** What is done, what is being done, and what is left. */
export function StepsList({ steps, state }: StepsListProps) {
  return (
    <ol className="rc-steps">
      {steps.map(({ text }, at) => (
        <li key={text}>
          <StatusIndicator type={statusOf(at, state)} wrapText>
            {text}
          </StatusIndicator>
        </li>
      ))}
    </ol>
  );
}

function statusOf(at: number, { done, isRunning, error }: StepsState): StatusIndicatorProps.Type {
  if (at < done) return "success";
  if (at > done) return "pending";
  if (error !== undefined) return "error";
  return isRunning ? "in-progress" : "pending";
}
