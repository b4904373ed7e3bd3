import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import type { InputOf } from "../../session/call-operation.ts";

interface TypeSwitchDialogProps {
  readonly rootId: string;
  readonly type: InputOf<"organizations", "EnablePolicyType">["PolicyType"];
  readonly label: string;
  readonly isEnabled: boolean;
  readonly onClose: () => void;
}

/** Enables or disables a type of policies for the whole organization; what follows is said before. */
export function TypeSwitchDialog({ rootId, type, label, isEnabled, onClose }: TypeSwitchDialogProps) {
  const verb = isEnabled ? "Disable" : "Enable";
  const step = changeStep(`${verb} ${label}`, {
    service: "organizations",
    operation: isEnabled ? "DisablePolicyType" : "EnablePolicyType",
    input: { RootId: rootId, PolicyType: type },
  });
  return (
    <ChangeDialog
      title={`${verb} ${label.toLowerCase()}`}
      verb={verb}
      whatFailed="The type was not changed."
      steps={[step]}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${label} are ${isEnabled ? "disabled" : "enabled"} now.` });
        onClose();
      }}
    >
      {isEnabled
        ? "All of them are detached at once, everywhere; what they forbade is allowed again. Enabling the type later does not attach them again."
        : "Policies of this type can be attached from then on. Until then nothing changes for anybody."}
    </ChangeDialog>
  );
}
