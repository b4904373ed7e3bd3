import { ChangeDialog } from "../change/change-dialog.tsx";
import { LazyWhatChanges } from "../policy-preview/lazy-what-changes.tsx";
import { type AttachablePolicy, detachStep, type PolicyOwner } from "./policy-owner.ts";

interface DetachDialogProps {
  /** Its ARN is what is asked about. */
  readonly owner: PolicyOwner & { readonly arn: string };
  readonly policy: AttachablePolicy;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What access goes with a managed policy, computed before it is detached. */
export function DetachDialog({ owner, policy, onClose, onDone }: DetachDialogProps) {
  const { PolicyArn, PolicyName } = policy;
  return (
    <ChangeDialog
      title={`Detach ${PolicyName} from ${owner.name}`}
      verb="Detach"
      size="large"
      steps={[detachStep(owner, policy)]}
      whatFailed="The policy was not detached."
      onClose={onClose}
      onDone={() => {
        onDone();
        onClose();
      }}
    >
      <LazyWhatChanges change={{ PrincipalArn: owner.arn, PolicyArn }} />
    </ChangeDialog>
  );
}
