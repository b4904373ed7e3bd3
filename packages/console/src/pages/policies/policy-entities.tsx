import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import Table from "@cloudscape-design/components/table";
import { href } from "../../app/address.ts";
import { Failed } from "../../patterns/failed.tsx";
import { useOperation } from "../../session/use-operation.ts";

interface Entity {
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly use: string;
}

/** Who has the policy, as permissions or as a boundary. */
export function PolicyEntities({ policyArn }: { readonly policyArn: string }) {
  const policies = useEntities(policyArn, "PermissionsPolicy");
  const boundaries = useEntities(policyArn, "PermissionsBoundary");
  const error = policies.error ?? boundaries.error;
  if (error !== null) return <Failed what="The attached entities could not be read." error={error} />;
  const items = [...policies.entities, ...boundaries.entities];
  return (
    <Table<Entity>
      variant="embedded"
      items={items}
      trackBy={({ kind, name, use }) => `${kind} ${name} ${use}`}
      loading={policies.isPending || boundaries.isPending}
      loadingText="Loading attached entities"
      ariaLabels={{ tableLabel: "Attached entities" }}
      columnDefinitions={[
        { id: "name", header: "Name", cell: ({ name, address }) => <Link href={address}>{name}</Link> },
        { id: "kind", header: "Kind", cell: ({ kind }) => kind },
        { id: "use", header: "Used as", cell: ({ use }) => use },
      ]}
      empty={<Box>Nobody has this policy: it allows nothing yet.</Box>}
      footer={policies.isTruncated || boundaries.isTruncated ? "Only the first are shown." : undefined}
    />
  );
}

function useEntities(PolicyArn: string, PolicyUsageFilter: "PermissionsPolicy" | "PermissionsBoundary") {
  const { data, error, isPending } = useOperation("iam", "ListEntitiesForPolicy", {
    PolicyArn,
    PolicyUsageFilter,
    MaxItems: 1000,
  });
  const use = PolicyUsageFilter === "PermissionsPolicy" ? "Permissions" : "Boundary";
  const { PolicyUsers = [], PolicyGroups = [], PolicyRoles = [] } = data ?? {};
  const entities: readonly Entity[] = [
    ...PolicyUsers.map(({ UserName = "" }) =>
      entityOf("User", UserName, href("/iam/users/:userName", { userName: UserName })),
    ),
    ...PolicyGroups.map(({ GroupName = "" }) =>
      entityOf("User group", GroupName, href("/iam/groups/:groupName", { groupName: GroupName })),
    ),
    ...PolicyRoles.map(({ RoleName = "" }) =>
      entityOf("Role", RoleName, href("/iam/roles/:roleName", { roleName: RoleName })),
    ),
  ].map((entity) => ({ ...entity, use }));
  return { entities, error, isPending, isTruncated: data?.IsTruncated === true };
}

function entityOf(kind: string, name: string, address: string): Omit<Entity, "use"> {
  return { kind, name, address };
}
