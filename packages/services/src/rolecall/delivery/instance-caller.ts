/** A machine that proved to be an instance: EC2 speaks for it, as on AWS, where no instance signs for its own credentials. */
import { type ServiceCaller, serviceCaller } from "@rolecall/access";
import {
  type KeyProof,
  KeyProofRefusal,
  type ProofKey,
  requestDigest,
  verifyKeyProof,
} from "@rolecall/federation/key-proof";
import { formatServicePrincipal, isInstanceId, toInstanceId } from "@rolecall/names";
import { type Environment, type Proving, type ServiceError, spendProof } from "@rolecall/operations";
import type { InstanceRecord, ListedInstance, ReadTransaction, WriteTransaction } from "@rolecall/store";
import { rolecallError } from "../error.ts";
import { instanceArn } from "../instance/instance-shape.ts";

export interface InstanceCaller extends ServiceCaller {
  readonly proof: KeyProof;
  /** The one that the proof was made with. */
  readonly publicKey: ProofKey;
}

export function callerOfInstance(record: ListedInstance): ServiceCaller {
  const source = { arn: instanceArn(record), accountId: record.accountId };
  return serviceCaller({ service: formatServicePrincipal("ec2"), source });
}

/** @throws InvalidProofException where the proof proves nothing */
export async function proveInstance(
  operation: string,
  { input, store, now }: Proving<{ readonly Proof: string }>,
): Promise<InstanceCaller> {
  let found: InstanceRecord | undefined;
  const proof = await verifyKeyProof(input.Proof, {
    now: Math.floor(now / 1000),
    audience: "rolecall",
    digest: requestDigest(operation, input),
    async findKey(subject) {
      if (!isInstanceId(subject)) return undefined;
      found = await store.read((tx) => tx.instances.byId(subject));
      return found?.publicKey as ProofKey | undefined;
    },
  }).catch((error: unknown) => {
    throw error instanceof KeyProofRefusal ? invalidProof(error.message) : error;
  });
  if (found?.publicKey === undefined) throw new Error("A proof was verified with nobody's key.");
  return { ...callerOfInstance(found), proof, publicKey: found.publicKey as ProofKey };
}

/**
 * The instance as the transaction sees it: it may have been terminated, or another machine enrolled, since the proof was verified.
 * @throws InvalidProofException
 */
export async function confirmInstance({
  tx,
  env,
  caller: { proof, publicKey },
}: {
  readonly tx: ReadTransaction;
  readonly env: Environment;
  readonly caller: InstanceCaller;
}): Promise<InstanceRecord> {
  const record = await tx.instances.byId(toInstanceId(proof.subject));
  const isSame = record !== undefined && record.publicKey === publicKey;
  if (!isSame || (await env.directory.account(tx, record.accountId))?.isClosed !== false)
    throw invalidProof(`The proof was not made with the key of ${proof.subject}.`);
  return record;
}

/** @throws InvalidProofException where credentials were given for it before: whoever overhears a proof gets none with it */
export async function spendInstanceProof({
  tx,
  now,
  caller: { proof },
}: {
  readonly tx: WriteTransaction;
  readonly now: number;
  readonly caller: InstanceCaller;
}): Promise<void> {
  const { subject, id, expiresAtSeconds } = proof;
  const spent = { id: `proof:${subject}:${id}`, expiresAt: expiresAtSeconds * 1000 };
  if (!(await spendProof(tx, spent, now))) throw invalidProof("The proof was used before.");
}

function invalidProof(message: string): ServiceError {
  return rolecallError("InvalidProofException", message);
}
