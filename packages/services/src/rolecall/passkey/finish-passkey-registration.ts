import { type PasskeyCredential, PasskeyRefusal, verifyRegistration } from "@rolecall/credentials/passkey";
import { enrolSecurityKey } from "@rolecall/operations/security-key";
import { rolecall } from "../define.ts";
import { invalidInput, quotaExceeded, rolecallError } from "../error.ts";
import { signer, takeSigner } from "../sign-in/on.ts";
import { enabling, ownRelyingParty, refuseWithoutMfa } from "./enabling.ts";
import { passkeyRefused } from "./error.ts";
import { openFlow, type RegistrationFlow, spendFlow } from "./registration-flow.ts";

interface Verified {
  readonly flow: RegistrationFlow;
  readonly credential: PasskeyCredential;
}

/**
 * Keeps what the authenticator answered: an MFA device of IAM's from then on, listed and deactivated as every other.
 * INVARIANT: it is enabled for whom the registration was begun.
 */
export const finishPasskeyRegistration = rolecall.write("FinishPasskeyRegistration", {
  async prepare({ input, caller, env, now }): Promise<Verified> {
    const flow = openFlow({ caller, env, now }, input.Flow);
    const expected = {
      relyingParty: ownRelyingParty(env),
      challenge: flow.challenge,
      mustVerifyUser: flow.isPasswordless,
    };
    const response = readJson(input.Credential);
    const credential = await verifyRegistration(response, expected).catch((error: unknown) => {
      throw error instanceof PasskeyRefusal ? passkeyRefused(error.message) : error;
    });
    return { flow, credential };
  },
  resolve({ caller, tx, env, now, input }) {
    const { userName } = openFlow({ caller, env, now }, input.Flow);
    return signer.find({ caller, tx, env, now, input: { UserName: userName } } as never);
  },
  requires: (call, found) => enabling(call, found, "Activate"),
  async perform({ call, target: found, prepared }) {
    const { input, caller, tx, now } = call;
    const { flow, credential } = prepared;
    const target = takeSigner(found, call);
    if (target.id !== flow.signerId) throw passkeyRefused("The user is another one than when it was begun.");
    await refuseWithoutMfa(call, target);
    await spendFlow({ tx, now }, flow);
    const { isPasswordless } = flow;
    const device = await enrolSecurityKey(
      call,
      {
        owner: { ...target, accountId: caller.accountId },
        name: input.PasskeyName,
        key: { ...credential, certifications: {}, ...(isPasswordless && { isPasswordless }) },
      },
      {
        tooLong: () =>
          invalidInput("The PasskeyName and the user's make an ARN of more than 256 characters."),
        taken: () => rolecallError("ConflictException", "This passkey is registered already."),
        tooMany: (limit) => quotaExceeded("MFADevicesPerUser", limit),
      },
    );
    return { SerialNumber: device.serialNumber, IsPasswordless: isPasswordless };
  },
});

/** @throws InvalidPasskeyException */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw passkeyRefused("The Credential is no JSON.");
  }
}
