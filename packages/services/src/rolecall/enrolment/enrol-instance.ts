import { NO_PERMISSION, type ServiceCaller } from "@rolecall/access";
import { KeyProofRefusal, type ProofKey, readProofKey } from "@rolecall/federation/key-proof";
import type { InstanceId } from "@rolecall/names";
import { rolecall } from "../define.ts";
import { callerOfInstance } from "../delivery/instance-caller.ts";
import { invalidInput } from "../error.ts";
import { instanceToWire } from "../instance/instance-shape.ts";
import { checkEnrolment, instanceOfToken, invalidToken } from "./enrolment-token.ts";

/** Whoever brings a token that was good when it was looked at. */
interface Enrolling extends ServiceCaller {
  readonly instanceId: InstanceId;
  readonly publicKey: ProofKey;
}

/**
 * A machine becomes the instance that its token is for: from then on it proves itself by its key. INVARIANT: a token is spent in the
 * transaction that looks at it, so that of several who bring it at once, to whatever nodes, one enrols.
 */
export const enrolInstance = rolecall.writeUnsigned("EnrolInstance", {
  async prove({ input, store, now }): Promise<Enrolling> {
    const publicKey = readKey(input.PublicKey);
    const token = input.EnrolmentToken;
    const instanceId = instanceOfToken(token);
    if (instanceId === undefined) throw invalidToken();
    const found = await store.read((tx) => tx.instances.byId(instanceId));
    return { ...callerOfInstance(checkEnrolment(found, { token, now })), instanceId, publicKey };
  },
  resolve: ({ tx, caller }) => tx.instances.byId(caller.instanceId),
  requires: () => NO_PERMISSION,
  async perform({ call: { input, tx, caller, now }, target }) {
    const { enrolment: _spent, ...record } = checkEnrolment(target, { token: input.EnrolmentToken, now });
    const enrolled = { ...record, publicKey: caller.publicKey, enrolledAt: now };
    await tx.instances.update(enrolled);
    return { Instance: await instanceToWire(tx, enrolled) };
  },
});

function readKey(pem: string): ProofKey {
  try {
    return readProofKey(pem);
  } catch (error) {
    throw error instanceof KeyProofRefusal ? invalidInput(error.message) : error;
  }
}
