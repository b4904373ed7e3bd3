import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import { useState } from "react";
import { linkToRole, pinRole, readKnownRoles } from "./known-roles.ts";

/** Roles that were switched to here: the pinned ones, and the five last. */
export function KnownRolesList() {
  const [roles, setRoles] = useState(readKnownRoles);
  if (roles.length === 0) return null;
  return (
    <Container header={<Header variant="h2">Recent and pinned roles</Header>}>
      <ul className="rc-known-roles">
        {roles.map((role) => (
          <li key={`${role.account} ${role.roleName}`}>
            <span className="rc-swatch" style={{ background: role.color }} />
            <Link href={linkToRole(role)}>{role.displayName || `${role.roleName} @ ${role.account}`}</Link>
            <Button
              variant="inline-link"
              onClick={() => {
                pinRole(role, !role.isPinned);
                setRoles(readKnownRoles());
              }}
            >
              {role.isPinned ? "Unpin" : "Pin"}
              <span className="sr">{` ${role.roleName} in ${role.account}`}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Container>
  );
}
