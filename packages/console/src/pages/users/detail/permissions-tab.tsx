import SpaceBetween from "@cloudscape-design/components/space-between";

import { AttachedPolicies } from "../../../patterns/permissions/attached-policies.tsx";
import { InlinePolicies } from "../../../patterns/permissions/inline-policies.tsx";
import { Boundary } from "./boundary.tsx";
import { GroupPolicies } from "./group-policies.tsx";

import type { User } from "./user-summary.tsx";

/** Where a user's permissions come from: its own, its groups', and what limits them. */
export function PermissionsTab({ user }: { readonly user: User }) {
  const owner = { kind: "user", name: user.UserName, arn: user.Arn } as const;
  return (
    <SpaceBetween size="l">
      <AttachedPolicies owner={owner} />
      <InlinePolicies owner={owner} />
      <GroupPolicies userName={user.UserName} />
      <Boundary userName={user.UserName} policyArn={user.PermissionsBoundary?.PermissionsBoundaryArn} />
    </SpaceBetween>
  );
}
