import type { GetSAMLProviderResponse, SAMLProviderListEntry } from "@rolecall/contracts/iam";
import { tagsToWire } from "@rolecall/operations";
import type { EpochMilliseconds, ListedSamlProvider, SamlProviderRecord } from "@rolecall/store";

/** A provider is good for a hundred years, whatever its metadata says of that (recorded). */
const VALID_YEARS = 100;

/** When a provider ends that is made now. */
export function validFor(now: EpochMilliseconds): EpochMilliseconds {
  const end = new Date(now);
  return end.setUTCFullYear(end.getUTCFullYear() + VALID_YEARS);
}

/** As GetSAMLProvider shows it: tags sorted by key, keys without the keys. */
export function samlProviderToWire(record: SamlProviderRecord): GetSAMLProviderResponse {
  const tags = record.tags.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  return {
    SAMLProviderUUID: record.uniqueId,
    SAMLMetadataDocument: record.metadata,
    CreateDate: new Date(record.createdAt),
    ValidUntil: new Date(record.validUntil),
    Tags: tagsToWire(tags),
    AssertionEncryptionMode: record.assertionEncryption,
    PrivateKeyList: record.privateKeys.map(({ id, createdAt }) => ({
      KeyId: id,
      Timestamp: new Date(createdAt),
    })),
  };
}

/** As lists show it: in whole seconds (recorded). */
export function listedSamlProviderToWire({
  id,
  createdAt,
  validUntil,
}: ListedSamlProvider): SAMLProviderListEntry {
  return { Arn: id, ValidUntil: inSeconds(validUntil), CreateDate: inSeconds(createdAt) };
}

function inSeconds(time: EpochMilliseconds): Date {
  return new Date(time - (time % 1_000));
}
