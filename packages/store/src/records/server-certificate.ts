import type { EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { EpochMilliseconds } from "./identifier.ts";
import type { Tag } from "./tag.ts";

export interface ServerCertificateRecord extends EntityRecord {
  /** PEM. */
  readonly body: string;
  /** PEM, the immediate signer first. */
  readonly chain?: string;
  /** The private key in PEM, sealed by a data key, with the id as associated data. No operation answers it. */
  readonly sealedPrivateKey: Uint8Array;
  /** What the certificate says. */
  readonly expiresAt: EpochMilliseconds;
  readonly tags: readonly Tag[];
}

export type ServerCertificateReader = EntityReader<ServerCertificateRecord>;
export type ServerCertificateWriter = EntityWriter<ServerCertificateRecord>;
