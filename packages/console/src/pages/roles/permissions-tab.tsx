import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { Failed } from "../../patterns/failed.tsx";
import { AttachPolicies } from "./attach-policies.tsx";
import { BoundarySection } from "./boundary-section.tsx";
import { InlinePolicy } from "./inline-policy.tsx";
import { PolicyRow } from "./policy-row.tsx";
import type { RoleFacts } from "./role-facts.ts";
import { type RolePolicy, useRolePolicies } from "./use-role-policies.ts";

/** What the role may do: its policies, each in words and as it is written, and what limits them. */
export function PermissionsTab({ role }: { readonly role: RoleFacts }) {
  const { data, error } = useRolePolicies(role.RoleName);
  const [isAttaching, setAttaching] = useState(false);
  const [inline, setInline] = useState<RolePolicy | "new">();
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            counter={data === undefined ? "" : `(${data.length})`}
            description="These policies say what the role may do. Who may assume it stands under Trust relationships."
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button
                  href={`${href("/simulator")}#q=${encodeURIComponent(JSON.stringify({ principal: role.Arn }))}`}
                >
                  Simulate
                </Button>
                <Button onClick={() => setInline("new")}>Create inline policy</Button>
                <Button onClick={() => setAttaching(true)}>Attach policies</Button>
              </SpaceBetween>
            }
          >
            Permissions policies
          </Header>
        }
      >
        {error !== null && <Failed what="The policies could not be read." error={error} />}
        {data?.length === 0 && (
          <Box>The role may do nothing yet. Attach a policy that says what it may do.</Box>
        )}
        {data?.map((policy) => (
          <PolicyRow
            key={policy.arn ?? policy.name}
            role={role}
            policy={policy}
            onEdit={() => setInline(policy)}
          />
        ))}
      </Container>
      <BoundarySection role={role} />
      {isAttaching && (
        <AttachPolicies role={role} attached={data ?? []} onClose={() => setAttaching(false)} />
      )}
      {inline !== undefined && (
        <InlinePolicy
          role={role}
          policy={inline === "new" ? undefined : inline}
          onClose={() => setInline(undefined)}
        />
      )}
    </SpaceBetween>
  );
}
