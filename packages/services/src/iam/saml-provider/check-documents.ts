/** Loaded when the first provider is made: whoever has none has no reader of XML in memory. */
import { readMetadata, readPrivateKey, SamlRefusal } from "@rolecall/federation/saml";
import { iamError } from "../error.ts";

interface Documents {
  readonly SAMLMetadataDocument?: string | undefined;
  readonly AddPrivateKey?: string | undefined;
}

/**
 * Reads what a provider is to be made of, before the transaction: a document of a mebibyte takes a tenth of a second.
 * @throws InvalidInput "Could not parse metadata", "Invalid private key."
 */
export function checkDocuments({ SAMLMetadataDocument: metadata, AddPrivateKey: key }: Documents): void {
  if (metadata !== undefined && !isMetadata(metadata))
    throw iamError("InvalidInput", "Could not parse metadata");
  if (key !== undefined && readPrivateKey(key) === undefined)
    throw iamError("InvalidInput", "Invalid private key.");
}

function isMetadata(text: string): boolean {
  try {
    readMetadata(text);
    return true;
  } catch (error) {
    if (error instanceof SamlRefusal) return false;
    throw error;
  }
}
