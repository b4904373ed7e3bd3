import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type {
  OwnerCredentialReader,
  OwnerCredentialRecord,
  OwnerCredentialWriter,
} from "./owner-credential.ts";
import type { Page, PageRequest } from "./page.ts";
import type { SealedReader, SealedWriter } from "./sealed-box.ts";

/** What a user shows to one service that does not ask for signatures: IAM's service-specific credentials. */
export interface ServiceCredentialRecord extends OwnerCredentialRecord {
  readonly ownerKind: "user";
  /** `codecommit.amazonaws.com` */
  readonly serviceName: string;
  /** The name that goes with the secret: ServiceUserName, or ServiceCredentialAlias for API keys. Stays when the user is renamed. */
  readonly userName: string;
  /** The password or the API key, sealed by a data key, with the id as associated data. */
  readonly sealedSecret: Uint8Array;
  readonly expiresAt?: EpochMilliseconds;
}

/** What a client of a service names a credential by. */
export type ServiceUserName = Pick<ServiceCredentialRecord, "serviceName" | "userName">;

export interface ServiceCredentialReader
  extends OwnerCredentialReader<ServiceCredentialRecord>,
    SealedReader {
  /** Whoever of the account's users has it; the oldest, where several have. */
  byUserName(accountId: AccountId, name: ServiceUserName): Promise<ServiceCredentialRecord | undefined>;
  /** Of all users, sorted by id. */
  list(accountId: AccountId, request: PageRequest): Promise<Page<ServiceCredentialRecord>>;
}

export interface ServiceCredentialWriter
  extends ServiceCredentialReader,
    OwnerCredentialWriter<ServiceCredentialRecord>,
    SealedWriter {}
