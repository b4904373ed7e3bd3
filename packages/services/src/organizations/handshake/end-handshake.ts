import type { Call } from "@rolecall/operations";
import type { HandshakeAction, WriteTransaction } from "@rolecall/store";
import { endTransfer } from "../transfer/answer-transfer.ts";
import { endMigration } from "./all-features.ts";
import { handshakeToWire } from "./handshake-shape.ts";
import { type AnswerState, checkTransition, finishHandshake } from "./handshake-state.ts";
import type { KnownHandshake } from "./known-handshake.ts";

type WriteCall = Call<unknown, WriteTransaction>;
type Refusal = Exclude<AnswerState, "ACCEPTED">;
type Consequence = (call: WriteCall, ended: KnownHandshake, state: Refusal) => Promise<void>;

const nothing: Consequence = async () => {};

/** What comes of it. Who refuses to approve keeps the parent from opening. */
const CONSEQUENCES: Readonly<Record<HandshakeAction, Consequence>> = {
  INVITE: nothing,
  ENABLE_ALL_FEATURES: (call, { handshake }) => endMigration(call, handshake),
  APPROVE_ALL_FEATURES: nothing,
  ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE: nothing,
  TRANSFER_RESPONSIBILITY: (call, { handshake }, state) => endTransfer(call, handshake, state),
};

/** Brings it to an end without what it asks for. */
export async function endHandshake(call: WriteCall, known: KnownHandshake, state: Refusal) {
  checkTransition(known.handshake, state, call.now);
  const handshake = await finishHandshake(call, known.handshake, state);
  await CONSEQUENCES[handshake.action](call, { ...known, handshake }, state);
  return { Handshake: handshakeToWire(known.organization, handshake, call.now) };
}
