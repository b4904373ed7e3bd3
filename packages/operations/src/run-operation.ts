import {
  type Asking,
  AuthenticationError,
  authorize,
  type Caller,
  findOwner,
  isIdentified,
  ownedCaller,
  refuseClosedAccount,
  refuseEndedKey,
  refuseForbiddenSession,
  type SecondFactor,
} from "@rolecall/access";
import type { OperationContract } from "@rolecall/contracts";
import type { AccountId } from "@rolecall/names";
import type { ReadTransaction, Store } from "@rolecall/store";
import type { Environment } from "./environment.ts";
import { Granted } from "./granted.ts";
import type { Call, Operation, Proving } from "./operation.ts";
import type { Preparer } from "./preparation-gate.ts";

export interface Invocation extends Asking {
  readonly env: Environment;
  /** The service that the operation belongs to. */
  readonly service: string;
  /** The operation's own. */
  readonly contract: OperationContract;
  /** Decoded and checked by the operation's contract. */
  readonly input: unknown;
  /** False where the program itself acts as an account's root user: no request, and no key that could have ended. */
  readonly isSigned: boolean;
  /**
   * Looks once more, in the transaction, at what vouches for the caller besides keys and owners: the session of a browser.
   * @throws AuthenticationError where it does not any more
   */
  readonly confirm?: ((tx: ReadTransaction) => Promise<void>) | undefined;
  /** As a proof may ask for it. */
  readonly certificate?: Proving<unknown>["certificate"];
  /** Told who the caller of an operation that nobody signs turned out to be, before anything is decided on. */
  readonly onProven?: (caller: Caller) => void;
}

interface Verified extends Invocation {
  readonly secondFactor?: SecondFactor;
}

/**
 * Authorizes a call and performs it, both in one transaction, so that what was decided on is what is changed.
 * @returns the operation's output.
 * @throws ServiceError as the operation declares, CommonError, or AccessDenied; AuthenticationError where the caller's
 * credentials ended since they were verified.
 */
export async function runOperation(store: Store, operation: Operation, given: Invocation): Promise<unknown> {
  const { steps } = operation;
  checkContract(operation, given.contract);
  refuseForbiddenSession(given.caller, given.service, operation.name);
  const proven = operation.prove === undefined ? given : await prove(store, operation.prove, given);
  const verifying = steps.verify?.({ ...proven, store });
  const invocation: Verified =
    verifying === undefined ? proven : { ...proven, secondFactor: await verifying };
  if (operation.mode === "none")
    return steps.perform(new Granted({ ...invocation, tx: undefined }, undefined, undefined));
  const prepared = await prepare(store, operation, invocation);
  const { keys } = invocation.env;
  let granted: Granted<Call<unknown, never, Caller>, unknown, unknown> | undefined;
  const inTransaction = async (tx: ReadTransaction) => {
    if (keys.isBehind) await keys.catchUp(tx);
    const { call, target } = await grant(tx, operation, invocation);
    // Work may run more than once: what counts is the run that is committed, the last.
    granted = new Granted(call as never, target, prepared);
    return steps.perform(granted);
  };
  if (operation.mode === "read") return store.read(inTransaction);
  const hint = { accountId: accountOf(invocation.caller) };
  if (steps.afterwards === undefined) return store.write(inTransaction, hint);
  const output = await store.write(inTransaction, hint);
  if (granted !== undefined) await steps.afterwards(granted);
  return output;
}

/** Most writes are about the caller's own account. */
function accountOf(caller: Caller): AccountId | undefined {
  return isIdentified(caller) ? caller.accountId : undefined;
}

/** @throws Error where an operation was called by another's contract, or takes it for signed where it is not: bugs. */
function checkContract({ name, prove }: Operation, contract: OperationContract): void {
  if (contract.name !== name) throw new Error(`${name} was called by the contract of ${contract.name}.`);
  if (contract.unsigned !== (prove !== undefined))
    throw new Error(`Who calls ${name} is proven by the wrong side.`);
}

/**
 * INVARIANT: who calls an operation that nobody signs is whom its own proof names, whoever the invocation says. Anybody can make
 * the server look at a proof, so that no more than a bounded number are looked at at a time.
 */
async function prove(
  store: Store,
  step: NonNullable<Operation["prove"]>,
  invocation: Invocation,
): Promise<Invocation> {
  const { input, now, request, env, certificate } = invocation;
  const stranger = { accountId: "", callerId: request.sourceIp };
  const caller = await env.proofs.pass(stranger, () =>
    step({ input, store, now, request, env, certificate }),
  );
  invocation.onProven?.(caller);
  return { ...invocation, caller };
}

/** Confirms and authorizes the caller, inside the transaction that is given. */
async function grant(tx: ReadTransaction, { steps, paging }: Operation, invocation: Verified) {
  const call = { ...invocation, caller: await confirmCaller(tx, invocation), tx, paging };
  const target = await steps.resolve(call);
  await authorize({ tx, directory: invocation.env.directory }, call, steps.requires(call, target));
  return { call, target: steps.take === undefined ? target : steps.take(target, call) };
}

/**
 * What is prepared is dear, so that only who may do the operation gets that far; the transaction asks again, since the
 * answer may have changed meanwhile.
 */
async function prepare(store: Store, operation: Operation, invocation: Invocation): Promise<unknown> {
  const { steps } = operation;
  if (steps.prepare === undefined) return undefined;
  await store.read((tx) => grant(tx, operation, invocation));
  const work = async () => steps.prepare?.({ ...invocation, store });
  const { preparations, inquiries } = invocation.env;
  const gate = steps.preparesBy === "network" ? inquiries : preparations;
  return invocation.isSigned ? gate.pass(preparerOf(invocation.caller), work) : work();
}

function preparerOf(caller: Caller): Preparer {
  if (!isIdentified(caller)) return { accountId: "", callerId: "" };
  return { accountId: caller.accountId, callerId: caller.userId };
}

/**
 * The caller as the transaction sees it. A key that was verified a moment ago may have been deactivated since, the user or role
 * behind a session deleted, a user renamed, an account closed.
 */
async function confirmCaller(
  tx: ReadTransaction,
  { caller, env, isSigned, confirm }: Invocation,
): Promise<Caller> {
  if (!isSigned || !isIdentified(caller)) return caller;
  if (confirm !== undefined) await confirm(tx);
  const { directory } = env;
  await refuseClosedAccount(tx, directory, caller);
  if (caller.session?.forwarded !== undefined) await refuseEndedKey(tx, directory, caller);
  if (caller.session !== undefined) return ownedCaller(caller, await findOwner(tx, directory, caller));
  const { accessKeyId } = caller;
  const key = directory.peekAccessKey(accessKeyId) ?? (await directory.accessKey(tx, accessKeyId));
  if (key?.record.status !== "Active") {
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId });
  }
  return key.caller;
}
