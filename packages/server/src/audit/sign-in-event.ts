import { homeRegion } from "../installation/regions.ts";
import type { Origin } from "../pipeline/passage.ts";

/** What CloudTrail calls what is done at the sign-in pages. */
type SignInEventName = "ConsoleLogin" | "CheckMfa" | "SwitchRole" | "ExitRole" | "GetSigninToken";

/**
 * Something that a browser did that is no call of an operation.
 * Source: CloudTrail User Guide, "AWS Management Console sign-in events"; SwitchRole as people's own records show it.
 */
export interface SignInEvent {
  readonly name: SignInEventName;
  /** Whether it is known who did it. Others' have files of their own. */
  readonly isProven: boolean;
  readonly identity: Readonly<Record<string, unknown>>;
  readonly accountId?: string | undefined;
  readonly origin: Origin;
  readonly now: number;
  /** Absent where it succeeded. */
  readonly errorMessage?: string | undefined;
  readonly additional: Readonly<Record<string, string | undefined>>;
}

const EVENT_VERSION = "1.08";

/** What stands in the place of a name that nobody has: people type passwords where names belong. */
export const HIDDEN_NAME = "HIDDEN_DUE_TO_SECURITY_REASONS";

/** CloudTrail's limit for each text of a record, 1 KB. */
const MAX_TEXT_LENGTH = 1_024;

/**
 * As a line of JSON. INVARIANT: it takes no text of the request but where it came from.
 * @param eventId a fresh UUID.
 * @param notRecorded how many events before this one were counted and not recorded.
 */
export function signInLine(event: SignInEvent, eventId: string, notRecorded = 0): string {
  const { name, identity, origin, now, errorMessage, additional, accountId } = event;
  return JSON.stringify({
    eventVersion: EVENT_VERSION,
    userIdentity: identity,
    eventTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
    eventSource: "signin.amazonaws.com",
    eventName: name,
    awsRegion: homeRegion(),
    sourceIPAddress: origin.sourceIp,
    userAgent: origin.userAgent?.slice(0, MAX_TEXT_LENGTH),
    errorMessage,
    requestParameters: null,
    responseElements: { [name]: errorMessage === undefined ? "Success" : "Failure" },
    additionalEventData: {
      ...additional,
      ...(notRecorded > 0 && { eventsNotRecorded: String(notRecorded) }),
    },
    requestID: origin.id,
    eventID: eventId,
    readOnly: false,
    eventType: "AwsConsoleSignIn",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
  });
}
