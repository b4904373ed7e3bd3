/** The members of a record that are looked at. All of them may be missing in a line that somebody else wrote. */
export interface AuditRecord {
  readonly eventTime?: string;
  readonly eventID?: string;
  readonly eventName?: string;
  readonly eventSource?: string;
  readonly recipientAccountId?: string;
  readonly readOnly?: boolean;
  readonly requestID?: string;
  readonly sourceIPAddress?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly userIdentity?: AuditIdentity;
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
  readonly responseElements?: Readonly<Record<string, unknown>> | null;
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
}

export interface AuditIdentity {
  readonly type?: string;
  readonly principalId?: string;
  readonly arn?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly invokedBy?: string;
  readonly sessionContext?: {
    readonly sessionIssuer?: { readonly userName?: string; readonly arn?: string };
  };
}

/** An event as the audit log has it, and the same read. */
export interface AuditEvent {
  /** A JSON object. */
  readonly text: string;
  readonly record: AuditRecord;
  /** Milliseconds since 1970, of whole seconds. */
  readonly at: number;
}

export interface AuditSearch {
  /** Milliseconds since 1970, both included. */
  readonly from: number;
  readonly to: number;
  /** Each stands in the line of what is wanted, as JSON writes it: lines without one are not looked at closer. */
  readonly texts: readonly string[];
  /** Whether it is wanted. */
  isWanted(record: AuditRecord): boolean;
  /** So many at most. */
  readonly limit: number;
  /** Where to go on: what the same search told as `next`. */
  readonly after?: string | undefined;
}

export interface AuditPage {
  /** The newest first. */
  readonly events: readonly AuditEvent[];
  /** Absent where there is nothing more. There may be events on a page although there are none on this one: a search looks at so much at a time. */
  readonly next?: string | undefined;
  /** Back to which time everything was looked at, in milliseconds since 1970. */
  readonly lookedBackTo: number;
}

/** The audit log, to be read: the events of this installation that this process can see. */
export interface AuditEvents {
  /**
   * Looks back from the newest. What one search costs is bounded; where it stops before its end, `next` says where to go on.
   * @throws PositionError where `after` is nothing that a search told
   */
  search(search: AuditSearch): Promise<AuditPage>;
}

/** A position of the audit log that no search told. */
export class PositionError extends Error {
  constructor() {
    super("The position in the audit log is none that a search told.");
    this.name = "PositionError";
  }
}

/** Of what has no server around it, such as a command that fills a store: it records nothing. */
export const NO_AUDIT_EVENTS: AuditEvents = {
  search: async ({ from }) => ({ events: [], lookedBackTo: from }),
};
