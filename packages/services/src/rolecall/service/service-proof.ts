import { type ServiceCaller, type ServiceSource, serviceCaller } from "@rolecall/access";
import { type KeyProof, KeyProofRefusal, type ProofKey } from "@rolecall/federation/key-proof";
import type { Environment } from "@rolecall/operations";
import type { ReadTransaction, RegisteredServiceRecord, ServiceKey } from "@rolecall/store";
import { notOfItsKey, orInvalidProof, verifyProof, type WithProof } from "../key-proof.ts";
import { KEYS_MAX } from "./service-record.ts";

/** A service that proved to hold one of its keys. */
export interface ProvenService extends ServiceCaller {
  readonly proof: KeyProof;
  readonly keyId: string;
}

/** @throws InvalidProofException where the proof proves nothing */
export async function proveService(
  operation: string,
  proving: WithProof,
  source: ServiceSource | undefined,
): Promise<ProvenService> {
  let refused: unknown;
  for (let place = 0; place < KEYS_MAX; place++) {
    try {
      const { proof, key } = await proveByKey(operation, proving, place);
      return { ...serviceCaller({ service: proof.subject, source }), proof, keyId: key.id };
    } catch (error) {
      if (!(error instanceof KeyProofRefusal)) throw error;
      refused ??= error;
    }
  }
  return orInvalidProof(refused);
}

/** @param place of the key among those of the service */
async function proveByKey(operation: string, proving: WithProof, place: number) {
  const { store, env } = proving;
  let key: ServiceKey | undefined;
  const proof = await verifyProof(operation, proving, async (subject) => {
    const known = env.directory.peekService(subject);
    const found = known ?? (await store.read((tx) => env.directory.service(tx, subject)));
    key = found?.record.keys[place];
    return key?.publicKey as ProofKey | undefined;
  });
  if (key === undefined) throw new Error("A proof was verified with nobody's key.");
  return { proof, key };
}

/**
 * The service as the transaction sees it: its key may have been removed since the proof was verified.
 * @throws InvalidProofException
 */
export async function confirmService({
  tx,
  env,
  caller: { service, keyId },
}: {
  readonly tx: ReadTransaction;
  readonly env: Environment;
  readonly caller: ProvenService;
}): Promise<RegisteredServiceRecord> {
  const record = await tx.registeredServices.byId(service);
  const isSame = record?.keys.some(({ id }) => id === keyId) === true;
  if (record === undefined || !isSame || !(await isOpen({ tx, env }, record))) throw notOfItsKey(service);
  return record;
}

async function isOpen(
  { tx, env }: { readonly tx: ReadTransaction; readonly env: Environment },
  { ownerAccountId }: RegisteredServiceRecord,
): Promise<boolean> {
  if (ownerAccountId === undefined) return true;
  return (await env.directory.account(tx, ownerAccountId))?.isClosed === false;
}
