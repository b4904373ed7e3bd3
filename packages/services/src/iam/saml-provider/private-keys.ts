/** The private keys that a provider's assertions may be encrypted for. Texts: IAM User Guide, "Troubleshoot SAML federation". */
import { sealSecret } from "@rolecall/credentials";
import { newSamlId } from "@rolecall/names";
import type { Environment } from "@rolecall/operations";
import type { EpochMilliseconds, SamlPrivateKey, SamlProviderRecord } from "@rolecall/store";
import { iamError, validationError } from "../error.ts";
import { IAM_QUOTAS } from "../quotas.ts";

type Mode = SamlProviderRecord["assertionEncryption"];
type Held = readonly SamlPrivateKey[];

interface Changing {
  readonly AddPrivateKey?: string | undefined;
  readonly RemovePrivateKey?: string | undefined;
  readonly AssertionEncryptionMode?: Mode | undefined;
}

/** How the assertions of a provider are encrypted, and for which keys. */
export interface Encryption {
  readonly assertionEncryption: Mode;
  readonly privateKeys: Held;
}

interface Making {
  readonly env: Environment;
  readonly now: EpochMilliseconds;
}

/**
 * How a provider's assertions are to be encrypted, after a change.
 * @throws ValidationError, InvalidInput, LimitExceeded in AWS's words
 */
export function changeEncryption(present: Encryption, input: Changing, making: Making): Encryption {
  const { AddPrivateKey: added, RemovePrivateKey: removed } = input;
  if (added !== undefined && removed !== undefined) {
    throw validationError(
      "Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.",
    );
  }
  const assertionEncryption = input.AssertionEncryptionMode ?? present.assertionEncryption;
  let { privateKeys } = present;
  if (added !== undefined) privateKeys = addKey(privateKeys, added, making);
  if (removed !== undefined) privateKeys = removeKey(privateKeys, removed, assertionEncryption);
  if (assertionEncryption === "Required" && privateKeys.length === 0) {
    throw iamError(
      "InvalidInput",
      "Failed to set assertion encryption mode to Required because no private key is present.",
    );
  }
  return { assertionEncryption, privateKeys };
}

/** @param pem which was read before */
function addKey(held: Held, pem: string, { env, now }: Making): Held {
  const limit = IAM_QUOTAS.of(env).PrivateKeysPerSAMLProvider;
  if (held.length >= limit) throw iamError("LimitExceeded", `Private key limit of ${limit} is reached.`);
  const id = newSamlId("SAMLPK", env.random);
  const sealedKey = Buffer.from(sealSecret(env.keyRing, id, pem)).toString("base64");
  return [...held, { id, createdAt: now, sealedKey }];
}

function removeKey(held: Held, id: string, mode: Mode): Held {
  const left = held.filter((key) => key.id !== id);
  if (left.length === held.length) {
    throw iamError(
      "InvalidInput",
      "Failed to remove private key because the Key ID does not match a private key.",
    );
  }
  if (mode === "Required" && left.length === 0)
    throw iamError("InvalidInput", "Failed to remove private key.");
  return left;
}
