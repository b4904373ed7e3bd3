import { registrationOptions } from "@rolecall/credentials/passkey";
import { rolecall } from "../define.ts";
import { signer, takeSigner } from "../sign-in/on.ts";
import { enabling, ownRelyingParty, refusePasswordlessForOthers, refuseWithoutMfa } from "./enabling.ts";
import { beginFlow } from "./registration-flow.ts";

/** What a page asks the browser for. Nothing is kept of it until it is finished. */
export const beginPasskeyRegistration = rolecall.read("BeginPasskeyRegistration", {
  resolve: (call) => signer.find(call),
  requires: (call, found) => enabling(call, found, "Create"),
  async perform({ call, target: found }) {
    const { input, caller, tx, env, now } = call;
    const target = takeSigner(found, call);
    const { IsPasswordless: isPasswordless = false } = input;
    if (isPasswordless) refusePasswordlessForOthers(call, target);
    await refuseWithoutMfa(call, target);
    const relyingParty = ownRelyingParty(env);
    const userName = target.kind === "user" ? target.userName : undefined;
    const { flow, challenge } = beginFlow(
      { caller, env, now },
      { signerId: target.id, userName, isPasswordless },
    );
    const devices = await tx.mfaDevices.ofOwner(target.id);
    const known = devices.flatMap(({ securityKey }) =>
      securityKey === undefined ? [] : [{ id: securityKey.credentialId, transports: securityKey.transports }],
    );
    const name = `${userName ?? "root"} (${caller.accountId})`;
    const user = { id: Buffer.from(target.id).toString("base64url"), name, displayName: name };
    const options = registrationOptions({ relyingParty, challenge, known, user, isPasswordless });
    return { Flow: flow, Options: JSON.stringify(options) };
  },
});
