import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { iamStep } from "../change/change-step.ts";
import { KeyLastUsed } from "./key-last-used.tsx";
import { userNamed } from "./user-key.ts";

export type KeyChange = "activate" | "deactivate" | "delete";

interface AccessKeyDialogProps {
  /** Undefined for the root user's own. */
  readonly userName: string | undefined;
  readonly accessKeyId: string;
  readonly change: KeyChange;
  readonly onClose: () => void;
}

const WORDS: Readonly<Record<KeyChange, { readonly verb: string; readonly consequence: string }>> = {
  activate: { verb: "Activate", consequence: "Whoever has the secret can act with it again, at once." },
  deactivate: {
    verb: "Deactivate",
    consequence: "Whatever uses it is refused from the next request on. It can be activated again.",
  },
  delete: { verb: "Delete", consequence: "It cannot be undone: the secret is gone for good." },
};

/** Switches a key off or on, or deletes it, after the consequence and its last use were told. */
export function AccessKeyDialog({ userName, accessKeyId, change, onClose }: AccessKeyDialogProps) {
  const { verb, consequence } = WORDS[change];
  const key = { ...userNamed(userName), AccessKeyId: accessKeyId };
  const step =
    change === "delete"
      ? iamStep(`Delete ${accessKeyId}`, "DeleteAccessKey", key)
      : iamStep(`${verb} ${accessKeyId}`, "UpdateAccessKey", {
          ...key,
          Status: change === "activate" ? "Active" : "Inactive",
        });
  return (
    <ChangeDialog
      title={`${verb} ${accessKeyId}`}
      verb={verb}
      steps={[step]}
      whatFailed="The access key was not changed."
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The access key ${accessKeyId} was ${PAST[change]}.` });
        onClose();
      }}
    >
      <div>{consequence}</div>
      <div>
        Last used: <KeyLastUsed accessKeyId={accessKeyId} />
      </div>
    </ChangeDialog>
  );
}

const PAST: Readonly<Record<KeyChange, string>> = {
  activate: "activated",
  deactivate: "deactivated",
  delete: "deleted",
};
