import type { HandshakePartyType } from "@rolecall/contracts/organizations";
import { isAccountId } from "@rolecall/names";
import type { HandshakeParty, HandshakeRecord, ReadTransaction } from "@rolecall/store";
import { invalidInput } from "../error.ts";
import { isAccountEmail } from "../subject/email.ts";

/** Who is invited: as it was written, and the account where there is one. */
export interface Invitee {
  readonly party: HandshakeParty;
  readonly recipient: Pick<HandshakeRecord, "recipientAccountId" | "recipientEmail">;
}

interface Target {
  readonly Type: HandshakePartyType;
  readonly Id: string;
}

/** @throws InvalidInputException for what is no account's id or e-mail, and for the id of an account that is not there */
export async function findInvitee(tx: ReadTransaction, { Type: type, Id: id }: Target): Promise<Invitee> {
  const party = { type, id };
  switch (type) {
    case "ACCOUNT":
      if (!isAccountId(id)) throw invalidInput("INVALID_PATTERN");
      if ((await tx.accounts.byId(id)) === undefined) throw invalidInput("INVALID_PARTY_TYPE_TARGET");
      return { party, recipient: { recipientAccountId: id } };
    case "EMAIL": {
      if (!isAccountEmail(id)) throw invalidInput("INVALID_EMAIL_ADDRESS_TARGET");
      const account = await tx.accounts.byEmail(id);
      const known = account !== undefined && { recipientAccountId: account.id };
      return { party, recipient: { recipientEmail: id, ...known } };
    }
    case "ORGANIZATION":
      throw invalidInput("INVALID_PARTY_TYPE_TARGET");
  }
}

/** Whether two invitations are to the same one. */
export function isSameInvitee(one: Invitee["recipient"], other: Invitee["recipient"]): boolean {
  if (one.recipientAccountId !== undefined) return one.recipientAccountId === other.recipientAccountId;
  return (
    other.recipientAccountId === undefined &&
    one.recipientEmail?.toLowerCase() === other.recipientEmail?.toLowerCase()
  );
}
