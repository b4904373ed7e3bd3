import { unlockSignIn as unlock } from "@rolecall/access";
import { rolecall } from "../define.ts";
import { signer, triedIdentityOf } from "./on.ts";

/** What is open already is not refused. */
export const unlockSignIn = rolecall.write("UnlockSignIn", {
  on: signer,
  async perform({ call, target }) {
    await unlock(call.tx, triedIdentityOf(target, call));
    return {};
  },
});
