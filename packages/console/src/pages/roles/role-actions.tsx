import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href, navigateUnasked } from "../../app/address.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { ShowAsCli } from "../../patterns/show-as-cli.tsx";
import { whoCanHref } from "../../patterns/who-can-question.ts";
import { DeleteRoles } from "./delete-roles.tsx";
import type { RoleFacts } from "./role-facts.ts";

/** What can be done with the whole role. */
export function RoleActions({ role }: { readonly role: RoleFacts }) {
  const [shown, setShown] = useState<"delete" | "cli">();
  const isLinked = role.Path.startsWith("/aws-service-role/");
  return (
    <>
      <SpaceBetween size="xs" direction="horizontal">
        <Button href={whoCanHref({ action: "sts:AssumeRole", resource: role.Arn })}>
          Who can assume it?
        </Button>
        <ButtonDropdown
          items={[
            {
              id: "delete",
              text: "Delete",
              ...(isLinked && {
                disabled: true,
                disabledReason: "Its service deletes a role that is linked to it.",
              }),
            },
            { id: "switch", text: "Switch to this role", href: switchHref(role) },
            { id: "cli", text: "Show as AWS CLI" },
          ]}
          onItemClick={({ detail }) => {
            if (detail.id === "delete" || detail.id === "cli") setShown(detail.id);
          }}
        >
          Actions
        </ButtonDropdown>
      </SpaceBetween>
      <ShowAsCli
        command={cliCommand("iam get-role", { "role-name": role.RoleName })}
        isShown={shown === "cli"}
        onClose={() => setShown(undefined)}
      />
      {shown === "delete" && (
        <DeleteRoles
          names={[role.RoleName]}
          onClose={() => setShown(undefined)}
          onDeleted={() => navigateUnasked(href("/iam/roles"))}
        />
      )}
    </>
  );
}

/** The form by which a person becomes the role, filled. */
export function switchHref({ Arn, RoleName, Path }: RoleFacts): string {
  const params = new URLSearchParams({
    account: Arn.split(":")[4] ?? "",
    roleName: `${Path}${RoleName}`.slice(1),
  });
  return `${href("/switchrole")}?${params}`;
}
