import type { CertificateSubjectId } from "@rolecall/names";
import type { AccountId, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";
import type { Tag } from "./tag.ts";

/** So many of the newest certificates, and sets of properties, are kept of a subject. */
export const KEPT_SIGHTINGS = 5;

interface Sighting {
  readonly seenAt: EpochMilliseconds;
  /** Whether it got no credentials. */
  readonly hasFailed: boolean;
}

/** A certificate that was brought along. */
export interface SeenCertificate extends Sighting {
  /** Decimal digits, as AWS shows it. */
  readonly serialNumber: string;
  readonly issuer: string;
  /** PEM. */
  readonly certificate: string;
}

export interface SeenProperties extends Sighting {
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Whom machines' certificates name, and what was seen of them. Written in batches behind the requests; not part of the change feed,
 * since nothing is decided by it. Belongs to a region of its account.
 */
export interface CertificateSubjectRecord {
  /** Made of account, region and name, so that every process gives the same one without asking. */
  readonly id: CertificateSubjectId;
  readonly accountId: AccountId;
  readonly region: string;
  /** The distinguished name. */
  readonly x509Subject: string;
  readonly createdAt: EpochMilliseconds;
  readonly lastSeenAt: EpochMilliseconds;
  /** Given to it by who may, after it was seen. */
  readonly tags: readonly Tag[];
  /** The newest first, each issuer's serial number once. */
  readonly certificates: readonly SeenCertificate[];
  /** The newest first, each set once. */
  readonly properties: readonly SeenProperties[];
}

export type ListedCertificateSubject = Omit<CertificateSubjectRecord, "tags" | "certificates" | "properties">;

/** That a subject asked for credentials. */
export interface SubjectSighting
  extends Pick<CertificateSubjectRecord, "id" | "accountId" | "region" | "x509Subject"> {
  readonly certificate: SeenCertificate;
  readonly properties?: SeenProperties["properties"];
}

export interface CertificateSubjectReader {
  byId(id: CertificateSubjectId): Promise<CertificateSubjectRecord | undefined>;
  /** Sorted by id, without what is large. */
  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<ListedCertificateSubject>>;
}

export interface CertificateSubjectWriter extends CertificateSubjectReader {
  /** Keeps the newest of each, in whatever order they come; whose account is not there is passed over. */
  record(sightings: readonly SubjectSighting[]): Promise<void>;
  /** @throws StoreError "conflict" where there is no such subject */
  setTags(id: CertificateSubjectId, tags: readonly Tag[]): Promise<void>;
  /** Forgets, at most so many, those that were last seen before that time. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}
