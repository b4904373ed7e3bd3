import type {
  Handshake,
  HandshakeResourceType,
  HandshakeResource as WireResource,
} from "@rolecall/contracts/organizations";
import { type Arn, formatArn } from "@rolecall/names";
import type {
  EpochMilliseconds,
  HandshakeRecord,
  HandshakeResource,
  OrganizationRecord,
} from "@rolecall/store";
import { stateAt } from "./handshake-state.ts";

export function handshakeArn(
  { managementAccountId }: Pick<OrganizationRecord, "managementAccountId">,
  { id, organizationId, action }: HandshakeRecord,
): Arn {
  return formatArn("organization-handshake", {
    accountId: managementAccountId,
    organizationId,
    handshakeAction: action.toLowerCase(),
    handshakeId: id,
  });
}

/** @param organization whose handshake it is */
export function handshakeToWire(
  organization: OrganizationRecord,
  handshake: HandshakeRecord,
  now: EpochMilliseconds,
): Handshake {
  return {
    Id: handshake.id,
    Arn: handshakeArn(organization, handshake),
    Parties: handshake.parties.map(({ id, type }) => ({ Id: id, Type: type })),
    State: stateAt(handshake, now),
    RequestedTimestamp: new Date(handshake.requestedAt),
    ExpirationTimestamp: new Date(handshake.expiresAt),
    Action: handshake.action,
    Resources: handshake.resources.map(resourceToWire),
  };
}

function resourceToWire({ type, value, resources }: HandshakeResource): WireResource {
  return {
    ...(value !== undefined && { Value: value }),
    // Kept as it was made here, by AWS's words.
    Type: type as HandshakeResourceType,
    ...(resources !== undefined && { Resources: resources.map(resourceToWire) }),
  };
}
