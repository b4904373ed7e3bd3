import type { IamOperations, OperationsByService } from "@rolecall/contracts";
import type { AccountId } from "@rolecall/names";
import type { PolicyKind } from "@rolecall/policy";
import type { Installation } from "../../installation/installation.ts";
import type { SeedError } from "../seed-error.ts";
import type { SeedPath } from "../seed-path.ts";
import type { SeedDocument } from "./document.ts";
import type { JsonSchema } from "./json-schema.ts";

type InputOf<Operation> = Operation extends { readonly input: infer Input } ? Input : never;
type OutputOf<Operation> = Operation extends { readonly output: infer Output } ? Output : never;

/** Writes one account's part of a seed, and tells where in the seed something failed. */
export interface SeedWriter {
  readonly accountId: AccountId;
  /** Runs one of IAM's operations as the account's root user. */
  run<Name extends keyof IamOperations & string>(
    name: Name,
    input: IamOperations[Name]["input"],
    path: SeedPath,
  ): Promise<IamOperations[Name]["output"]>;
  /** Runs an operation of any service as the account's root user. */
  call<Service extends keyof OperationsByService, Name extends keyof OperationsByService[Service] & string>(
    service: Service,
    name: Name,
    input: InputOf<OperationsByService[Service][Name]>,
    path: SeedPath,
  ): Promise<OutputOf<OperationsByService[Service][Name]>>;
  /** Does work that may meet a conflict in the store. */
  attempt<Result>(path: SeedPath, work: () => Promise<Result>): Promise<Result>;
  /** The text of a file that the seed names, from its own folder. @throws SeedError at that path */
  readBeside(path: SeedPath, name: string): Promise<string>;
  fail(path: SeedPath, message: string): SeedError;
}

/** Where in the seed the work is, and who writes it. */
export interface SeedPlace {
  readonly path: SeedPath;
  readonly writer: SeedWriter;
  readonly installation: Installation;
  /** The ARN of a managed policy: an ARN as it is, a name as the ARN of this account's policy. */
  policyArn(reference: string): string;
}

/** What no two may have in common, in an account or in the whole seed; letter case makes no difference. */
export interface SeedIdentity {
  /** Where it stands in the item. */
  readonly path: SeedPath;
  readonly within: "account" | "seed";
  readonly kind: string;
  readonly value: string;
}

/** A policy document in an item. */
export interface SeedDocumentPlace {
  readonly path: SeedPath;
  readonly document: SeedDocument;
  readonly kind: PolicyKind;
  /** As CreatePolicy judges it. */
  readonly managed?: true;
}

/** A kind of thing that a seed lists; its file holds all that a seed knows of it. */
export interface SeedFamily<Item> {
  /** The shape of an item. Names, paths, documents and quotas are left to the operations that create it. */
  readonly schema: JsonSchema;
  identities(item: Item): readonly SeedIdentity[];
  documents(item: Item): readonly SeedDocumentPlace[];
  /** Creates an item. What families before this one create is there, in every account. */
  create(item: Item, place: SeedPlace): Promise<void>;
  /** For what names things of any family and account: it runs once all exist. */
  finish?(item: Item, place: SeedPlace): Promise<void>;
}

/** IAM's names are compared without regard to case, each kind for itself. */
export function nameIdentity(kind: string, name: string): SeedIdentity {
  return { path: [], within: "account", kind, value: name };
}
