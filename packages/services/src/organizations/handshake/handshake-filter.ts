import type { HandshakeFilter } from "@rolecall/contracts/organizations";
import type { EpochMilliseconds, HandshakeRecord } from "@rolecall/store";
import { invalidInput } from "../error.ts";
import { isShown } from "./handshake-state.ts";

/** @throws InvalidInputException where both filters are given. Source: Organizations API Reference, HandshakeFilter */
export function checkFilter(filter: HandshakeFilter | undefined): void {
  if (filter?.ActionType !== undefined && filter.ParentHandshakeId !== undefined) {
    throw invalidInput("MAX_LIMIT_EXCEEDED_FILTER");
  }
}

/** What of the lists is shown. */
export function passesFilter(
  handshake: HandshakeRecord,
  { ActionType: action, ParentHandshakeId: parent }: HandshakeFilter = {},
  now: EpochMilliseconds,
): boolean {
  if (!isShown(handshake, now)) return false;
  if (action !== undefined) return handshake.action === action;
  return parent === undefined || handshake.parentHandshakeId === parent;
}
