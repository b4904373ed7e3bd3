/** A machine that proved to be an instance: EC2 speaks for it, as on AWS, where no instance signs for its own credentials. */
import { type ServiceCaller, serviceCaller } from "@rolecall/access";
import type { KeyProof, ProofKey } from "@rolecall/federation/key-proof";
import { formatServicePrincipal, isInstanceId, toInstanceId } from "@rolecall/names";
import type { Environment } from "@rolecall/operations";
import type { InstanceRecord, ListedInstance, ReadTransaction } from "@rolecall/store";
import { instanceArn } from "../instance/instance-shape.ts";
import { notOfItsKey, orInvalidProof, verifyProof, type WithProof } from "../key-proof.ts";

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
export async function proveInstance(operation: string, proving: WithProof): Promise<InstanceCaller> {
  let found: InstanceRecord | undefined;
  const proof = await verifyProof(operation, proving, async (subject) => {
    if (!isInstanceId(subject)) return undefined;
    found = await proving.store.read((tx) => tx.instances.byId(subject));
    return found?.publicKey as ProofKey | undefined;
  }).catch(orInvalidProof);
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
    throw notOfItsKey(proof.subject);
  return record;
}
