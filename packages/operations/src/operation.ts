import type {
  Caller,
  IdentifiedCaller,
  ProvenCertificate,
  RequestFacts,
  Requirement,
  SecondFactor,
  UnsignedCaller,
} from "@rolecall/access";
import type { OperationContract } from "@rolecall/contracts";
import type { EpochMilliseconds, ReadTransaction, Store } from "@rolecall/store";
import type { Environment } from "./environment.ts";
import type { Granted } from "./granted.ts";

/** What the lists of a service have in common that no contract tells. */
export interface Paging {
  /** Items of a page where none were asked for. */
  readonly pageSize: number;
  /** What is said of a token that the same list did not give. */
  invalidToken(): Error;
}

/** One call of an operation, inside its transaction. */
export interface Call<Input, Tx, Who extends Caller = IdentifiedCaller> {
  readonly contract: OperationContract;
  /** Absent where the service has no lists. */
  readonly paging?: Paging | undefined;
  readonly input: Input;
  readonly caller: Who;
  readonly tx: Tx;
  readonly now: EpochMilliseconds;
  readonly request: RequestFacts;
  readonly env: Environment;
  /** What `verify` found to be right. */
  readonly secondFactor?: SecondFactor | undefined;
}

/** What `prepare` and `verify` may use: they run before the transaction, and may wait for other threads or the network. */
export interface Preparation<Input, Who extends Caller = IdentifiedCaller> {
  readonly input: Input;
  readonly caller: Who;
  readonly store: Store;
  readonly now: EpochMilliseconds;
  readonly request: RequestFacts;
  readonly env: Environment;
}

/** Of an operation that takes a code of an MFA device besides the signature. */
export interface Verification<Input, Who extends Caller = IdentifiedCaller> {
  /**
   * Looks at the code before anything is decided on, since policies may ask for it, and spends it: what that writes stays, whatever
   * becomes of the call. Undefined where none is sent, at no cost.
   */
  verify?(verifying: Preparation<Input, Who>): Promise<SecondFactor> | undefined;
}

/**
 * How one operation is done. The steps run in this order; all but `verify` and `prepare` share one transaction, so that what was
 * decided on is what is changed.
 */
export interface Steps<Input, Output, Tx, Target, Prepared, Who extends Caller = IdentifiedCaller>
  extends Verification<Input, Who> {
  /** Work that must not hold a transaction, such as hashing a password. */
  prepare?(preparation: Preparation<Input, Who>): Promise<Prepared>;
  /** What `prepare` keeps waiting: threads, of which there are few, where nothing is said. */
  readonly preparesBy?: "network";
  /** Looks up what the call is about. Changes nothing, and tells the client nothing before it is authorized. */
  resolve(call: Call<Input, Tx, Who>): Target | Promise<Target>;
  /** The permissions needed; all must be granted. NO_PERMISSION where everybody may call. */
  requires(call: Call<Input, Tx, Who>, target: Target): readonly Requirement[];
  perform(granted: Granted<Call<Input, Tx, Who>, Target, Prepared>): Promise<Output>;
  /** What leaves the installation, such as a letter: done once the transaction is committed, with what was granted in it. */
  afterwards?(granted: Granted<Call<Input, Tx, Who>, Target, Prepared>): Promise<void>;
}

/** What a proof may use: it runs before the transaction, and may wait for the network. */
export interface Proving<Input> {
  readonly input: Input;
  readonly store: Store;
  readonly now: EpochMilliseconds;
  readonly request: RequestFacts;
  readonly env: Environment;
  /**
   * The certificate whose key signed the request, verified when it is asked for; absent for calls that came as no request.
   * @throws AuthenticationError where no certificate's key has
   */
  readonly certificate?: (() => ProvenCertificate) | undefined;
}

/** Of an operation that nobody signs: who calls comes out of the input itself. */
export interface Proof<Input, Who extends UnsignedCaller> {
  /**
   * Tells who calls, from what was sent: a token, an assertion, or nothing (ANONYMOUS). What it looked up may have changed once
   * the transaction runs, which looks again.
   */
  prove(proving: Proving<Input>): Promise<Who>;
}

/** How an operation is done that nobody signs. */
export interface UnsignedSteps<Input, Output, Tx, Target, Prepared, Who extends UnsignedCaller>
  extends Steps<Input, Output, Tx, Target, Prepared, Who>,
    Proof<Input, Who> {}

interface ErasedSteps extends Steps<unknown, unknown, unknown, unknown, unknown, Caller> {
  /** What is worked with, of what was resolved and granted; refuses what cannot be. */
  take?(target: unknown, call: Call<unknown, ReadTransaction, Caller>): unknown;
}

/** An operation with its types erased, as the pipeline holds it. */
export interface Operation {
  readonly name: string;
  /** "none": answered from the caller and the input alone, without the store. */
  readonly mode: "none" | "read" | "write";
  readonly paging?: Paging | undefined;
  readonly steps: ErasedSteps;
  /** Present exactly where the contract calls the operation unsigned. */
  readonly prove?: (proving: Proving<unknown>) => Promise<UnsignedCaller>;
}

/** The built operations of one service; what is missing answers that it is not built. */
export interface Service {
  readonly name: string;
  readonly operations: ReadonlyMap<string, Operation>;
}
