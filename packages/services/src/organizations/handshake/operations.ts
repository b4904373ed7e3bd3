import type { Operation } from "@rolecall/operations";
import { acceptHandshake } from "./accept-handshake.ts";
import { cancelHandshake } from "./cancel-handshake.ts";
import { declineHandshake } from "./decline-handshake.ts";
import { describeHandshake } from "./describe-handshake.ts";
import { inviteAccountToOrganization } from "./invite-account-to-organization.ts";
import { listHandshakesForAccount } from "./list-handshakes-for-account.ts";
import { listHandshakesForOrganization } from "./list-handshakes-for-organization.ts";

export const handshakeOperations: readonly Operation[] = [
  inviteAccountToOrganization,
  acceptHandshake,
  declineHandshake,
  cancelHandshake,
  describeHandshake,
  listHandshakesForAccount,
  listHandshakesForOrganization,
];
