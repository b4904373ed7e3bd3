import { readMetadata, SamlRefusal } from "@rolecall/federation/saml";
import { iamError } from "../error.ts";

/**
 * Holds a metadata document to what a provider needs. It is read before the transaction: a document of a mebibyte takes a tenth of a
 * second.
 * @throws InvalidInput "Could not parse metadata"
 */
export function checkMetadata(metadata: string): void {
  try {
    readMetadata(metadata);
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    throw iamError("InvalidInput", "Could not parse metadata");
  }
}
