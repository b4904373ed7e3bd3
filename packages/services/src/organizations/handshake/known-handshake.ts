import { isOrganizationIdOf } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type { HandshakeRecord, OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { refusal } from "../error.ts";
import { handshakeArn } from "./handshake-shape.ts";

/** What the caller's account has to do with a handshake. The management account may have to answer its own organization. */
interface Part {
  readonly isSender: boolean;
  readonly isRecipient: boolean;
}

export interface KnownHandshake extends Part {
  readonly handshake: HandshakeRecord;
  /** Whose it is. */
  readonly organization: OrganizationRecord;
}

interface Input {
  readonly HandshakeId: string;
}

type ReadCall<Input> = Call<Input, ReadTransaction>;

/**
 * Who may do what with a handshake: any account of the organization that sent it may look at it, as may the one that has to answer.
 * INVARIANT: a handshake between others is not there.
 */
async function findHandshake(call: ReadCall<Input>): Promise<KnownHandshake | undefined> {
  const { tx, input, caller } = call;
  const id = input.HandshakeId;
  const handshake = isOrganizationIdOf("handshake", id) ? await tx.handshakes.byId(id) : undefined;
  if (handshake === undefined) return undefined;
  const organization = await tx.organizations.byId(handshake.organizationId);
  if (organization === undefined) throw new Error(`The handshake ${id} has no organization.`);
  const part = {
    isSender: organization.managementAccountId === caller.accountId,
    isRecipient: await isRecipient(call, handshake, organization),
  };
  const member = await tx.organizationMembers.ofAccount(caller.accountId);
  const isKnown = part.isSender || part.isRecipient || member?.organizationId === organization.id;
  return isKnown ? { handshake, organization, ...part } : undefined;
}

async function isRecipient(
  { tx, caller }: ReadCall<Input>,
  { action, recipientAccountId, recipientEmail }: HandshakeRecord,
  { managementAccountId }: OrganizationRecord,
): Promise<boolean> {
  if (recipientAccountId !== undefined) return recipientAccountId === caller.accountId;
  if (recipientEmail === undefined) {
    return action === "ENABLE_ALL_FEATURES" && managementAccountId === caller.accountId;
  }
  // An account that has come since has the e-mail that was invited.
  return (await tx.accounts.byEmail(recipientEmail))?.id === caller.accountId;
}

type MayDo = (known: KnownHandshake) => boolean;

function handshakeFor(mayDo: MayDo): On<Input, KnownHandshake | undefined, KnownHandshake> {
  return {
    find: findHandshake,
    permission: (_call, found) => ({
      resource: found === undefined ? "*" : handshakeArn(found.organization, found.handshake),
    }),
    take(found) {
      if (found === undefined) throw refusal("HandshakeNotFoundException");
      if (!mayDo(found)) throw refusal("AccessDeniedException");
      return found;
    },
  };
}

export const shownHandshake = handshakeFor(() => true);
/** To be called off by who sent it. */
export const sentHandshake = handshakeFor(({ isSender }) => isSender);
/** To be answered. */
export const receivedHandshake = handshakeFor(({ isRecipient }) => isRecipient);
