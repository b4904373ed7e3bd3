import type { OutputOf } from "../../session/call-operation.ts";

export type Handshake = NonNullable<
  OutputOf<"organizations", "ListHandshakesForOrganization">["Handshakes"]
>[number];

/** What an invitation says of the organization. */
export interface Invitation {
  readonly organizationId: string;
  /** The management account, as it is called, with its root user's address. */
  readonly inviter: string;
  readonly hasAllFeatures: boolean;
  readonly notes: string | undefined;
}

/** Of a handshake's resources, which stand within one another. */
export function readInvitation({ Resources = [] }: Handshake): Invitation {
  const told = new Map(
    Resources.flatMap((outer) => [outer, ...(outer.Resources ?? [])]).map(({ Type, Value }) => [Type, Value]),
  );
  const [name, email] = [told.get("MASTER_NAME"), told.get("MASTER_EMAIL")];
  return {
    organizationId: told.get("ORGANIZATION") ?? "",
    inviter: `${name ?? "The management account"}${email === undefined ? "" : ` (${email})`}`,
    hasAllFeatures: told.get("ORGANIZATION_FEATURE_SET") === "ALL",
    notes: told.get("NOTES"),
  };
}
