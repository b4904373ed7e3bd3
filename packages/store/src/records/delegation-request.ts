import type { AccountId, Arn, EpochMilliseconds } from "./identifier.ts";
import type { Page, PageRequest } from "./page.ts";

/** In AWS's words: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DelegationRequest.html */
export type DelegationRequestState =
  | "UNASSIGNED"
  | "ASSIGNED"
  | "PENDING_APPROVAL"
  | "ACCEPTED"
  | "FINALIZED"
  | "REJECTED"
  | "EXPIRED";

export interface DelegationParameter {
  readonly name: string;
  readonly type: "string" | "stringList";
  readonly values: readonly string[];
}

/** Who accepted a request, and what a session of it says: JSON, as who issues sessions writes it. */
export interface DelegationApprover {
  readonly arn: Arn;
  readonly session: string;
}

/** A product provider's request for temporary rights in a customer's account. */
export interface DelegationRequestRecord {
  readonly id: string;
  /** The account that asks. */
  readonly requestorAccountId: AccountId;
  readonly requestorName: string;
  /** Unique among those of the requestor. */
  readonly workflowId: string;
  readonly state: DelegationRequestState;
  /** Once it is known: the account that is asked, and who of it took the request over. */
  readonly ownerAccountId?: AccountId;
  readonly ownerId?: Arn;
  /** Once it is accepted. */
  readonly approver?: DelegationApprover;
  readonly description: string;
  readonly requestMessage?: string;
  readonly policyTemplateArn: string;
  readonly parameters: readonly DelegationParameter[];
  /** The policy that template and parameters come to. */
  readonly permissionPolicy: string;
  readonly notificationChannel: string;
  readonly redirectUrl?: string;
  readonly onlySendByOwner: boolean;
  readonly sessionDurationSeconds: number;
  readonly notes?: string;
  readonly rejectionReason?: string;
  readonly createdAt: EpochMilliseconds;
  readonly updatedAt: EpochMilliseconds;
  readonly expiresAt: EpochMilliseconds;
}

export interface DelegationRequestReader {
  byId(id: string): Promise<DelegationRequestRecord | undefined>;
  byWorkflowId(
    requestorAccountId: AccountId,
    workflowId: string,
  ): Promise<DelegationRequestRecord | undefined>;
  /** Those that the account was asked for, sorted by id. */
  ofOwnerAccount(accountId: AccountId, request: PageRequest): Promise<Page<DelegationRequestRecord>>;
  /** Those of a requestor that have not ended: are neither FINALIZED nor REJECTED nor EXPIRED, and do not expire until then. */
  countPending(requestorAccountId: AccountId, now: EpochMilliseconds): Promise<number>;
}

/**
 * Nothing is told of a change. `insert` fails with StoreError "conflict" where id or workflow id is taken or the requestor is not there,
 * `update` where there is none of the id, or it names another requestor.
 */
export interface DelegationRequestWriter extends DelegationRequestReader {
  insert(record: DelegationRequestRecord): Promise<void>;
  update(record: DelegationRequestRecord): Promise<void>;
  /** Forgets, at most so many, what expired before that time. Answers how many went. */
  prune(before: EpochMilliseconds, limit: number): Promise<number>;
}
