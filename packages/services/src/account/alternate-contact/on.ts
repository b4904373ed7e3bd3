import type { AlternateContactType } from "@rolecall/contracts/account";
import { type NamesAccount, withKeys } from "../on.ts";

interface NamesType extends NamesAccount {
  readonly AlternateContactType: AlternateContactType;
}

/** `account:AlternateContactTypes` has several values. */
export const ofType = withKeys((input: NamesType) => [
  ["account:alternatecontacttypes", [input.AlternateContactType]],
]);
