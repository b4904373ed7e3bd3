/** DecodeAuthorizationMessage. Source: STS API Reference, DecodeAuthorizationMessage. */
import { openMessage } from "@rolecall/credentials";
import { anything } from "@rolecall/operations";
import { sts } from "./define.ts";
import { stsError } from "./error.ts";

export const decodeAuthorizationMessage = sts.read("DecodeAuthorizationMessage", {
  on: anything,
  async perform({ call: { input, env, caller } }) {
    const message = openMessage(env.keyRing, input.EncodedMessage, caller.accountId);
    if (message === undefined) throw stsError("InvalidAuthorizationMessageException", "Message is not valid");
    return { DecodedMessage: message };
  },
});
