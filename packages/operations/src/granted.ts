/**
 * Proof that a call was authorized. INVARIANT: only `runOperation` makes one; the class is not exported from the package, and
 * its private field keeps look-alikes from passing the compiler.
 */
export class Granted<Call, Target, Prepared> {
  readonly call: Call;
  readonly target: Target;
  readonly prepared: Prepared;
  readonly #authorized = true;
  constructor(call: Call, target: Target, prepared: Prepared) {
    this.call = call;
    this.target = target;
    this.prepared = prepared;
  }
  /** Keeps the brand in use. */
  get isAuthorized(): boolean {
    return this.#authorized;
  }
}
