import { signInLockOf } from "@rolecall/access";
import { rolecall } from "../define.ts";
import { signer, triedIdentityOf } from "./on.ts";

export const getSignInState = rolecall.read("GetSignInState", {
  on: signer,
  async perform({ call, target }) {
    const { tx, now } = call;
    const { tries, lockedUntil } = await signInLockOf(tx, triedIdentityOf(target, call), now);
    return {
      ...(target.kind === "user" && { UserName: target.userName }),
      Tries: tries,
      ...(lockedUntil !== undefined && { LockedUntil: new Date(lockedUntil) }),
    };
  },
});
