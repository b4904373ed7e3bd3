import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useId } from "react";
import { Failed } from "../failed.tsx";
import { useFocusBack } from "../use-focus-back.ts";
import { AsCli } from "./as-cli.tsx";
import type { ChangeStep } from "./change-step.ts";
import { StepsList } from "./steps-list.tsx";
import { useSteps } from "./use-steps.ts";

export interface ChangeDialogProps {
  readonly title: string;
  /** On the button: "Add tags". */
  readonly verb: string;
  readonly steps: readonly ChangeStep[];
  /** What failed, where the first step does: "The user was not changed." */
  readonly whatFailed: string;
  /** Why it cannot be confirmed yet is told beside the fields. */
  readonly canConfirm?: boolean;
  /** Asked before the first step; what holds it back is told in the dialog. */
  readonly isHeldBack?: () => Promise<boolean>;
  readonly size?: "medium" | "large" | "max";
  readonly children?: ReactNode;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A change in a dialog: what it is about, the same as AWS CLI, and where several steps are needed, each with its state. */
export function ChangeDialog(props: ChangeDialogProps) {
  const {
    title,
    verb,
    steps,
    canConfirm = true,
    size = "medium",
    isHeldBack,
    children,
    onClose,
    onDone,
  } = props;
  const form = useId();
  useFocusBack();
  const running = useSteps();
  const hasBegun = running.isRunning || running.done > 0;
  const confirm = async () => {
    if (!canConfirm || running.isRunning || (await isHeldBack?.()) === true) return;
    if (await running.run(steps)) onDone();
  };
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel="Close"
      onDismiss={() => running.isRunning || onClose()}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose} disabled={running.isRunning}>
              {hasBegun ? "Close" : "Cancel"}
            </Button>
            <Button variant="primary" form={form} disabled={!canConfirm} loading={running.isRunning}>
              {running.done > 0 ? "Go on" : verb}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <SpaceBetween size="m">
          {children}
          {steps.length > 1 && <StepsList steps={steps} state={running} />}
          {running.error !== undefined && (
            <Failed what={whatIsLeft(props, running.done)} error={running.error} />
          )}
          <AsCli steps={steps} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}

/** Where it stopped in the middle: how much was done, and what is left. */
function whatIsLeft({ whatFailed, steps }: ChangeDialogProps, done: number): string {
  if (done === 0) return whatFailed;
  const left = steps.length - done;
  return `Stopped: ${done} of ${steps.length} done, ${left} left. ${whatFailed}`;
}
