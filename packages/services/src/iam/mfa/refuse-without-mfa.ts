import type { Call } from "@rolecall/operations";
import { lacksMfa } from "@rolecall/operations/security-key";
import type { ReadTransaction } from "@rolecall/store";
import type { OwnerIdentity } from "../access-key/key-owner.ts";
import { mfaNeeded } from "./error.ts";

/** @throws AccessDenied where somebody who has a device changes which ones they have without it */
export async function refuseWithoutMfa(
  call: Pick<Call<unknown, ReadTransaction>, "caller" | "tx">,
  { id }: OwnerIdentity,
): Promise<void> {
  if (await lacksMfa(call, id)) throw mfaNeeded();
}
