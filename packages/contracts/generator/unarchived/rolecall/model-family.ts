/** What the model of a family of operations is written with. */
import type { ModelMember, ModelOperation, ModelPage, ModelShape } from "../../model.ts";

export interface ModelFamily {
  readonly operations: Readonly<Record<string, ModelOperation>>;
  readonly shapes: Readonly<Record<string, ModelShape>>;
  readonly pages?: Readonly<Record<string, ModelPage>>;
}

type Members = Readonly<Record<string, string>>;

/** Members by name, each with its shape's. */
export function structure(members: Members, required: readonly string[] = []): ModelShape {
  const references = Object.entries(members).map(([name, shape]): [string, ModelMember] => [name, { shape }]);
  return { type: "structure", members: Object.fromEntries(references), required };
}

export const listOf = (shape: string, bounds: { readonly min?: number; readonly max?: number } = {}) =>
  ({ type: "list", member: { shape }, ...bounds }) satisfies ModelShape;

export const secret = (max: number): ModelShape => ({ type: "string", min: 1, max, sensitive: true });

const error = (httpStatusCode: number): ModelShape => ({
  ...structure({ message: "String" }, ["message"]),
  exception: true,
  ...(httpStatusCode >= 500 && { fault: true }),
  error: { httpStatusCode, senderFault: httpStatusCode < 500 },
});

interface Kind {
  /** Its errors besides those of every operation. */
  readonly errors?: readonly string[];
  /** Nobody signs it: its input says who calls. */
  readonly isUnsigned?: true;
}

/** An operation with the input and output of its name. */
export function operation(name: string, { errors = [], isUnsigned }: Kind = {}): [string, ModelOperation] {
  return [
    name,
    {
      name,
      http: { method: "POST", requestUri: "/" },
      input: { shape: `${name}Request` },
      output: { shape: `${name}Response` },
      errors: ["ValidationException", "InternalServerException", ...errors].map((shape) => ({ shape })),
      ...(isUnsigned && { authtype: "none" }),
    },
  ];
}

/** Of all families. */
export const groundShapes: Readonly<Record<string, ModelShape>> = {
  String: { type: "string" },
  Boolean: { type: "boolean" },
  Timestamp: { type: "timestamp" },
  Arn: { type: "string", min: 20, max: 2048 },
  MaxResults: { type: "integer", min: 1, max: 1000 },
  NextToken: { type: "string", min: 1, max: 4096 },
  /** A compact JWS (ES256) over who calls, when, and what for: @rolecall/federation/key-proof. */
  Proof: secret(4096),
  /** SubjectPublicKeyInfo in PEM, of a key on P-256. */
  PublicKey: { type: "string", min: 1, max: 1024 },
  TagKey: { type: "string", min: 1, max: 128, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]+` },
  TagValue: { type: "string", min: 0, max: 256, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*` },
  Tag: structure({ Key: "TagKey", Value: "TagValue" }, ["Key", "Value"]),
  Tags: listOf("Tag", { max: 50 }),
  TagKeys: listOf("TagKey", { min: 1, max: 50 }),
  SecretAccessKey: { type: "string", sensitive: true },
  SessionToken: { type: "string", sensitive: true },
  Credentials: structure(
    {
      AccessKeyId: "String",
      SecretAccessKey: "SecretAccessKey",
      SessionToken: "SessionToken",
      Expiration: "Timestamp",
    },
    ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"],
  ),
  AssumedRoleUser: structure({ AssumedRoleId: "String", Arn: "String" }, ["AssumedRoleId", "Arn"]),
  ValidationException: error(400),
  ResourceNotFoundException: error(400),
  ConflictException: error(400),
  LimitExceededException: error(400),
  InvalidProofException: error(400),
  InternalServerException: error(500),
};

export { error };
