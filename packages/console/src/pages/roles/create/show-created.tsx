import Button from "@cloudscape-design/components/button";
import type { RoleDescription } from "@rolecall/policy/describe";
import { href } from "../../../app/address.ts";
import { flashes } from "../../../app/flashes.ts";

/** "Role testrole was created. Amazon EC2 may assume it; it may read everything in S3." */
export function showCreated(roleName: string, role: RoleDescription | undefined): void {
  const who = role?.who ?? "nobody";
  const words = `${who.charAt(0).toUpperCase()}${who.slice(1)} may assume it; it may ${role?.may ?? "do nothing yet"}.`;
  flashes.show({
    type: "success",
    content: role === undefined ? `Role ${roleName} was created.` : `Role ${roleName} was created. ${words}`,
    action: <Button href={href("/iam/roles/:roleName", { roleName })}>View role</Button>,
  });
}
