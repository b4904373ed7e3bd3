import { href, navigateUnasked } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { type ChangeStep, changeStep } from "../../patterns/change/change-step.ts";
import { DeletionDialog } from "../../patterns/change/deletion-dialog.tsx";
import { useOperation } from "../../session/use-operation.ts";

interface DeletePolicyProps {
  readonly policyArn: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Deletes a policy: it is detached first, and its other versions go. */
export function DeletePolicy({ policyArn, name, onClose }: DeletePolicyProps) {
  const deletion = useDeletion(policyArn, name);
  return (
    <DeletionDialog
      noun={{ one: "policy", several: "policies" }}
      names={[name]}
      deletion={deletion.found}
      error={deletion.error}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The policy ${name} was deleted.` });
        navigateUnasked(href("/iam/policies"));
      }}
    />
  );
}

function useDeletion(PolicyArn: string, name: string) {
  const input = { PolicyArn, MaxItems: 1000 };
  const attached = useOperation("iam", "ListEntitiesForPolicy", {
    ...input,
    PolicyUsageFilter: "PermissionsPolicy",
  });
  const bound = useOperation("iam", "ListEntitiesForPolicy", {
    ...input,
    PolicyUsageFilter: "PermissionsBoundary",
  });
  const versions = useOperation("iam", "ListPolicyVersions", input);
  const error = attached.error ?? bound.error ?? versions.error;
  if (attached.data === undefined || bound.data === undefined || versions.data === undefined)
    return { found: undefined, error };
  const detach = detachSteps(PolicyArn, attached.data);
  const others = (versions.data.Versions ?? []).filter(({ IsDefaultVersion }) => IsDefaultVersion !== true);
  const steps = [
    ...detach,
    ...others.map(({ VersionId = "" }) =>
      changeStep(`Delete version ${VersionId}`, {
        service: "iam",
        operation: "DeletePolicyVersion",
        input: { PolicyArn, VersionId },
      }),
    ),
    changeStep(`Delete the policy ${name}`, {
      service: "iam",
      operation: "DeletePolicy",
      input: { PolicyArn },
    }),
  ];
  const { PolicyUsers = [], PolicyRoles = [] } = bound.data;
  const boundaries = PolicyUsers.length + PolicyRoles.length;
  const consequences = [
    detach.length === 0
      ? "Nobody has it: nobody loses a permission."
      : `${detach.length} users, groups and roles lose what it allows.`,
    ...(boundaries === 0
      ? []
      : [
          `It is the boundary of ${boundaries} users and roles: they may do nothing until they have another or none.`,
        ]),
  ];
  return { found: { consequences, steps }, error };
}

interface Attached {
  readonly PolicyUsers?: readonly { readonly UserName?: string | undefined }[] | undefined;
  readonly PolicyGroups?: readonly { readonly GroupName?: string | undefined }[] | undefined;
  readonly PolicyRoles?: readonly { readonly RoleName?: string | undefined }[] | undefined;
}

function detachSteps(
  PolicyArn: string,
  { PolicyUsers = [], PolicyGroups = [], PolicyRoles = [] }: Attached,
): readonly ChangeStep[] {
  return [
    ...PolicyUsers.map(({ UserName = "" }) =>
      changeStep(`Detach it from the user ${UserName}`, {
        service: "iam",
        operation: "DetachUserPolicy",
        input: { PolicyArn, UserName },
      }),
    ),
    ...PolicyGroups.map(({ GroupName = "" }) =>
      changeStep(`Detach it from the group ${GroupName}`, {
        service: "iam",
        operation: "DetachGroupPolicy",
        input: { PolicyArn, GroupName },
      }),
    ),
    ...PolicyRoles.map(({ RoleName = "" }) =>
      changeStep(`Detach it from the role ${RoleName}`, {
        service: "iam",
        operation: "DetachRolePolicy",
        input: { PolicyArn, RoleName },
      }),
    ),
  ];
}
