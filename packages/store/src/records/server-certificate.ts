import type { EntityListRequest, EntityReader, EntityRecord, EntityWriter } from "./entity.ts";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page } from "./page.ts";
import type { SealedReader, SealedWriter } from "./sealed-box.ts";
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

/** Without what is large: a chain may have two million characters. */
export type ListedServerCertificate = Omit<
  ServerCertificateRecord,
  "body" | "chain" | "sealedPrivateKey" | "tags"
>;

interface Listing {
  list(accountId: AccountId, request: EntityListRequest): Promise<Page<ListedServerCertificate>>;
}

export type ServerCertificateReader = Omit<EntityReader<ServerCertificateRecord>, "list"> &
  Listing &
  SealedReader;
export type ServerCertificateWriter = Omit<EntityWriter<ServerCertificateRecord>, "list"> &
  Listing &
  SealedWriter;
