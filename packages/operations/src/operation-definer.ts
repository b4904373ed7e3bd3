import type { UnsignedCaller } from "@rolecall/access";
import type { ReadTransaction, WriteTransaction } from "@rolecall/store";
import type { StepsOn } from "./on.ts";
import type { Call, Operation, Proof, Steps, UnsignedSteps } from "./operation.ts";

/** What a generated contract says of one operation. */
interface OperationTypes {
  readonly input: unknown;
  readonly output: unknown;
}

interface Unsigned {
  readonly unsigned: true;
}

type InputOf<Types> = Types extends OperationTypes ? Types["input"] : never;
type OutputOf<Types> = Types extends OperationTypes ? Types["output"] : never;

/** The operations that somebody signs, and those that nobody does. */
type SignedName<Operations> = {
  [Name in keyof Operations & string]: Operations[Name] extends Unsigned ? never : Name;
}[keyof Operations & string];
type UnsignedName<Operations> = Exclude<keyof Operations & string, SignedName<Operations>>;

type Signed<Operations, Name extends keyof Operations, Tx, Target, Prepared> = Steps<
  InputOf<Operations[Name]>,
  OutputOf<Operations[Name]>,
  Tx,
  Target,
  Prepared
>;

type Proven<
  Operations,
  Name extends keyof Operations,
  Tx,
  Who extends UnsignedCaller,
  Target,
> = UnsignedSteps<InputOf<Operations[Name]>, OutputOf<Operations[Name]>, Tx, Target, undefined, Who>;

type SignedOn<Operations, Name extends keyof Operations, Tx, Found, Taken, Prepared> = StepsOn<
  InputOf<Operations[Name]>,
  OutputOf<Operations[Name]>,
  Tx,
  Found,
  Taken,
  Prepared
>;

type ProvenOn<
  Operations,
  Name extends keyof Operations,
  Tx,
  Who extends UnsignedCaller,
  Found,
  Taken,
> = StepsOn<InputOf<Operations[Name]>, OutputOf<Operations[Name]>, Tx, Found, Taken, undefined, Who> &
  Proof<InputOf<Operations[Name]>, Who>;

/** Defines operations of one service, typed by its contract. */
export interface OperationDefiner<Operations> {
  /** Runs in a snapshot. The action is derived from the operation's name, the permission is on what it is about. */
  read<Name extends SignedName<Operations>, Found, Taken, Prepared = undefined>(
    name: Name,
    steps: SignedOn<Operations, Name, ReadTransaction, Found, Taken, Prepared>,
  ): Operation;
  /** Runs in a snapshot. */
  read<Name extends SignedName<Operations>, Target, Prepared = undefined>(
    name: Name,
    steps: Signed<Operations, Name, ReadTransaction, Target, Prepared>,
  ): Operation;
  /** Runs in a serializable transaction. The action is derived from the operation's name. */
  write<Name extends SignedName<Operations>, Found, Taken, Prepared = undefined>(
    name: Name,
    steps: SignedOn<Operations, Name, WriteTransaction, Found, Taken, Prepared>,
  ): Operation;
  /** Runs in a serializable transaction. */
  write<Name extends SignedName<Operations>, Target, Prepared = undefined>(
    name: Name,
    steps: Signed<Operations, Name, WriteTransaction, Target, Prepared>,
  ): Operation;
  /** Needs neither the store nor a permission. */
  open<Name extends SignedName<Operations>>(
    name: Name,
    perform: (call: Call<InputOf<Operations[Name]>, undefined>) => OutputOf<Operations[Name]>,
  ): Operation;
  /** Nobody signs it: `prove` tells who calls, the permission is on what it is about. Runs in a snapshot. */
  readUnsigned<Name extends UnsignedName<Operations>, Who extends UnsignedCaller, Found, Taken>(
    name: Name,
    steps: ProvenOn<Operations, Name, ReadTransaction, Who, Found, Taken>,
  ): Operation;
  /** Nobody signs it: `prove` tells who calls. Runs in a snapshot. */
  readUnsigned<Name extends UnsignedName<Operations>, Who extends UnsignedCaller, Target>(
    name: Name,
    steps: Proven<Operations, Name, ReadTransaction, Who, Target>,
  ): Operation;
  /** Nobody signs it: `prove` tells who calls, the permission is on what it is about. Runs in a serializable transaction. */
  writeUnsigned<Name extends UnsignedName<Operations>, Who extends UnsignedCaller, Found, Taken>(
    name: Name,
    steps: ProvenOn<Operations, Name, WriteTransaction, Who, Found, Taken>,
  ): Operation;
  /** Nobody signs it: `prove` tells who calls. Runs in a serializable transaction. */
  writeUnsigned<Name extends UnsignedName<Operations>, Who extends UnsignedCaller, Target>(
    name: Name,
    steps: Proven<Operations, Name, WriteTransaction, Who, Target>,
  ): Operation;
}
