/** Services of an installation's own, as a seed and --services declare them. */
import { type JsonSchema, record, text } from "../seed/families/json-schema.ts";

export interface DeclaredService {
  readonly name: string;
  readonly displayName?: string;
  /** What requests to it are signed for; the name's first label where absent. */
  readonly signingName?: string;
  /** Public keys in PEM. */
  readonly keys?: readonly string[];
  /** Files that hold one each. */
  readonly publicKeyFile?: string | readonly string[];
}

/** One that is used and one that follows it. */
export const KEYS_MAX = 2;

const name: JsonSchema = {
  type: "string",
  pattern: "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
  maxLength: 128,
  description: "a service's name is lower-case labels with dots between, such as photos.example.internal",
};

const keys: JsonSchema = { type: "array", minItems: 1, maxItems: KEYS_MAX, items: text };

const serviceSchema = record(["name"], {
  name,
  displayName: { type: "string", minLength: 1, maxLength: 256 },
  signingName: {
    type: "string",
    pattern: "^[a-z0-9][a-z0-9.-]{0,127}$",
    description: "a signing name is lower-case letters, digits, dots and dashes",
  },
  keys,
  publicKeyFile: { oneOf: [text, keys] },
});

export const servicesSchema: JsonSchema = { type: "array", maxItems: 1_000, items: serviceSchema };

export function signingNameOf({ name, signingName }: DeclaredService): string {
  return signingName ?? name.split(".", 1)[0]!;
}
