import { newOrganizationId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type {
  HandshakeParty,
  HandshakeRecord,
  HandshakeResource,
  OrganizationRecord,
  WriteTransaction,
} from "@rolecall/store";
import { managementAccount } from "../organization/organization-shape.ts";

type Making = Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">;

type NewHandshake = Omit<HandshakeRecord, "id" | "organizationId" | "requestedAt" | "expiresAt"> & {
  readonly lastsMs: number;
};

export async function insertHandshake(
  { tx, env, now }: Making,
  { id: organizationId }: OrganizationRecord,
  { lastsMs, ...made }: NewHandshake,
): Promise<HandshakeRecord> {
  const handshake: HandshakeRecord = {
    ...made,
    id: newOrganizationId("handshake", env.random),
    organizationId,
    requestedAt: now,
    expiresAt: now + lastsMs,
  };
  await tx.handshakes.insert(handshake);
  return handshake;
}

export function organizationParty({ id }: OrganizationRecord): HandshakeParty {
  return { type: "ORGANIZATION", id };
}

/** The organization as an invitation tells of it. Source: Organizations API Reference, sample of InviteAccountToOrganization. */
export async function organizationResource(
  { tx }: Making,
  organization: OrganizationRecord,
): Promise<HandshakeResource> {
  const { email, name } = await managementAccount(tx, organization);
  return {
    type: "ORGANIZATION",
    value: organization.id,
    resources: [
      { type: "MASTER_EMAIL", value: email },
      { type: "MASTER_NAME", value: name },
      { type: "ORGANIZATION_FEATURE_SET", value: organization.featureSet },
    ],
  };
}
