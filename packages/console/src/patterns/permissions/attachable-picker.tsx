import { PolicyPicker } from "../policy-picker/lazy-policy-picker.tsx";
import { useAttachQuota } from "../policy-picker/use-attach-quota.ts";
import { useOwnAccount } from "../use-own-account.ts";
import { type AttachablePolicy, attachableOf, type PolicyOwner } from "./policy-owner.ts";

interface AttachablePickerProps {
  readonly kind: PolicyOwner["kind"];
  /** Those that are attached already count towards the quota, and are not offered. */
  readonly attached: readonly AttachablePolicy[];
  readonly chosen: readonly AttachablePolicy[];
  readonly onChoose: (policies: readonly AttachablePolicy[]) => void;
}

/** Policies to attach to a user or a group, as far as the quota lets it. */
export function AttachablePicker({ kind, attached, chosen, onChoose }: AttachablePickerProps) {
  const quota = useAttachQuota(kind);
  const accountId = useOwnAccount();
  const has = attached.length === 0 ? "" : `, and this one has ${attached.length}`;
  return (
    <PolicyPicker
      chosen={chosen.map(({ PolicyArn }) => PolicyArn)}
      onChange={(arns) => onChoose(arns.map(attachableOf))}
      most={quota - attached.length}
      quota={`A ${kind} has ${quota} managed policies at most${has}. An administrator of the installation can raise it.`}
      except={attached.map(({ PolicyArn }) => PolicyArn)}
      accountId={accountId}
    />
  );
}
