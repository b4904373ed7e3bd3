import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PolicyPicker } from "../../../patterns/policy-picker/lazy-policy-picker.tsx";
import { useAttachQuota } from "../../../patterns/policy-picker/use-attach-quota.ts";
import { RolePicture } from "../../../patterns/role-picture/role-picture.tsx";
import { useOwnAccount } from "../../../patterns/use-own-account.ts";
import type { DraftProps } from "./role-draft.ts";
import { usePicturedDraft } from "./use-pictured-draft.ts";

/** Step 2: what the role may do. The picture grows with what is chosen. */
export function PermissionsStep({ draft, onChange }: DraftProps) {
  const accountId = useOwnAccount();
  const quota = useAttachQuota("role");
  const role = usePicturedDraft(draft);
  const isAdministrator = draft.policies.some((arn) => arn.endsWith(":policy/AdministratorAccess"));
  return (
    <SpaceBetween size="l">
      <Container>
        <RolePicture role={role} accountId={accountId} lit="permissions" />
      </Container>
      {isAdministrator && (
        <Alert type="warning">
          AdministratorAccess lets the role do everything, giving itself and others more included.
        </Alert>
      )}
      <Container>
        <PolicyPicker
          chosen={draft.policies}
          onChange={(policies) => onChange({ policies })}
          most={quota}
          quota={`A role has ${quota} managed policies at most. An administrator of the installation can raise it.`}
          accountId={accountId}
        />
      </Container>
      <ExpandableSection
        variant="container"
        headerText="Permissions boundary"
        headerDescription="Optional. The most that the role can ever do, whatever its policies say. It grants nothing."
      >
        <PolicyPicker
          isSingle
          chosen={draft.boundary === undefined ? [] : [draft.boundary]}
          onChange={([boundary]) => onChange({ boundary })}
          most={1}
          quota="A role has one boundary at most."
          accountId={accountId}
        />
      </ExpandableSection>
    </SpaceBetween>
  );
}
