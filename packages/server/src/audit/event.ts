import type { Caller, IdentifiedCaller } from "@rolecall/access";
import type { WireError } from "@rolecall/protocols";
import type { Passage } from "../pipeline/record.ts";
import { HOME_REGION } from "../pipeline/requested-region.ts";
import { redact } from "./redact.ts";

const EVENT_VERSION = "1.11";

/**
 * One request as a CloudTrail record. Source: CloudTrail User Guide, "CloudTrail record contents" and "userIdentity element".
 * @param eventId a fresh UUID.
 */
export function auditEvent(passage: Passage, eventId: string): Readonly<Record<string, unknown>> {
  const { request, identified, operation, caller, outcome } = passage;
  return {
    eventVersion: EVENT_VERSION,
    userIdentity: userIdentity(caller),
    eventTime: isoSeconds(passage.now),
    eventSource: identified === undefined ? undefined : `${identified.service}.amazonaws.com`,
    eventName: identified?.operation,
    awsRegion: passage.region ?? HOME_REGION,
    sourceIPAddress: request.sourceIp,
    userAgent: request.headers["user-agent"]?.[0],
    errorCode: outcome.failure?.code,
    errorMessage: outcome.failure && shownMessage(outcome.failure),
    requestParameters: operation === undefined ? undefined : redact(operation.input, passage.input),
    responseElements: responseElements(passage),
    requestID: request.id,
    eventID: eventId,
    readOnly: passage.isReadOnly,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: caller === undefined || caller.kind === "anonymous" ? undefined : caller.accountId,
    eventCategory: "Management",
  };
}

/**
 * INVARIANT: what a client signed is not recorded. The answer to a wrong signature repeats the request, for the client to
 * compare, and with it session tokens, or a password that was sent in the query string.
 */
function shownMessage({ code, message }: WireError): string {
  return code === "SignatureDoesNotMatch" ? (message.split("\n", 1)[0] ?? "") : message;
}

/** CloudTrail keeps answers of calls that change something, and of the calls that hand out credentials. */
function responseElements({ operation, identified, isReadOnly, outcome }: Passage): unknown {
  if (outcome.failure !== undefined || operation?.output === undefined) return undefined;
  if (isReadOnly && !(identified?.service === "sts" && operation.name !== "GetCallerIdentity"))
    return undefined;
  return redact(operation.output, outcome.output);
}

const IDENTITY_TYPES = {
  root: "Root",
  user: "IAMUser",
  roleSession: "AssumedRole",
  federatedUser: "FederatedUser",
} as const satisfies Record<IdentifiedCaller["kind"], string>;

function userIdentity(caller: Caller | undefined): Readonly<Record<string, unknown>> {
  if (caller === undefined || caller.kind === "anonymous") return { type: "Unknown" };
  return {
    type: IDENTITY_TYPES[caller.kind],
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.accountId,
    accessKeyId: caller.accessKeyId,
    userName: caller.kind === "user" ? caller.userName : undefined,
    sessionContext: caller.session === undefined ? undefined : sessionContext(caller),
  };
}

function sessionContext({ session }: IdentifiedCaller): Readonly<Record<string, unknown>> | undefined {
  if (session === undefined) return undefined;
  const { issuer } = session;
  return {
    sessionIssuer:
      issuer === undefined
        ? undefined
        : {
            type: issuer.type,
            principalId: issuer.id,
            arn: issuer.arn,
            accountId: session.accountId,
            userName: issuer.arn.slice(issuer.arn.lastIndexOf("/") + 1),
          },
    sourceIdentity: session.sourceIdentity,
    attributes: {
      creationDate: isoSeconds(session.issuedAtSeconds * 1000),
      mfaAuthenticated: session.mfaAuthenticatedAtSeconds === undefined ? "false" : "true",
    },
  };
}

/** CloudTrail's times have no fraction. */
function isoSeconds(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
