import {
  type AnonymousCaller,
  type Caller,
  type FederatedCaller,
  type IdentifiedCaller,
  isIdentified,
  type ServiceCaller,
  type ServiceSessionCaller,
  serviceOf,
} from "@rolecall/access";
import type { OperationContract } from "@rolecall/contracts";
import { parseArn } from "@rolecall/names";
import type { WireError } from "@rolecall/protocols";
import { homeRegion } from "../installation/regions.ts";
import type { Passage } from "../pipeline/passage.ts";
import { columnsRead } from "./columns-read.ts";
import { lastWritten } from "./last-written.ts";
import { quote } from "./quote.ts";
import { recordedJson } from "./redact.ts";

const EVENT_VERSION = "1.11";

/**
 * One request as a CloudTrail record, a line of JSON. The text is put together member by member, of which most are ids and
 * constants that need no escaping, and who called is kept as text: that costs a fifth of an object made and serialized anew.
 * Source: CloudTrail User Guide, "CloudTrail record contents" and "userIdentity element".
 * @param eventId a fresh UUID.
 * @param notRecorded how many events before this one were counted and not recorded.
 */
export function auditLine(passage: Passage, eventId: string, notRecorded = 0): string {
  const { origin, identified, operation, caller, outcome } = passage;
  const { failure } = outcome;
  return (
    `{"eventVersion":"${EVENT_VERSION}","userIdentity":${identityText(caller)}` +
    `,"eventTime":"${eventTime(passage.now)}"` +
    (identified === undefined ? "" : `,"eventSource":"${identified.service}.amazonaws.com"`) +
    (identified === undefined ? "" : `,"eventName":"${identified.operation}"`) +
    textMember("awsRegion", clip(passage.region ?? homeRegion())) +
    `,"sourceIPAddress":"${origin.sourceIp}"` +
    textMember("userAgent", clip(origin.userAgent)) +
    textMember("errorCode", failure?.code) +
    textMember("errorMessage", clip(failure && shownMessage(failure))) +
    jsonMember("requestParameters", operation && requestParameters(operation, passage.input)) +
    jsonMember("responseElements", responseElements(passage)) +
    jsonMember("additionalEventData", additionalData(passage, notRecorded)) +
    `,"requestID":"${origin.id}","eventID":"${eventId}"` +
    jsonMember("readOnly", passage.isReadOnly?.toString()) +
    `,"eventType":"AwsApiCall","managementEvent":true` +
    textMember("recipientAccountId", recipientOf(passage)) +
    `,"eventCategory":"Management"${passage.isFromConsole ? FROM_CONSOLE : ""}}`
  );
}

/**
 * The account that the event belongs to: the caller's; of whom an identity provider speaks that of the provider, and where that is in no
 * account that of the role that was assumed. Of a service none.
 */
function recipientOf({ caller, outcome }: Passage): string | undefined {
  if (caller === undefined) return undefined;
  if (caller.kind === "federated")
    return accountOfArn(caller.provider) ?? accountOfArn(assumedArn(outcome.output));
  return isIdentified(caller) && serviceOf(caller) === undefined ? caller.accountId : undefined;
}

function accountOfArn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? "")?.[1];
}

function assumedArn(output: unknown): string | undefined {
  return (output as { readonly AssumedRoleUser?: { readonly Arn?: string } } | undefined)?.AssumedRoleUser
    ?.Arn;
}

/** Source: CloudTrail User Guide, "CloudTrail record contents". */
const FROM_CONSOLE = ',"sessionCredentialFromConsole":"true"';

function textMember(name: string, value: string | undefined): string {
  return value === undefined ? "" : jsonMember(name, quote(value));
}

/** A member whose value is JSON already. */
function jsonMember(name: string, value: string | undefined): string {
  return value === undefined ? "" : `,"${name}":${value}`;
}

/** Whether nobody proved to have sent the request. */
export function isAnonymous(caller: Caller | undefined): caller is AnonymousCaller | undefined {
  return caller === undefined || caller.kind === "anonymous";
}

/** CloudTrail's limit for each text of a record, 1 KB. Source: CloudTrail User Guide, "CloudTrail record contents". */
const MAX_TEXT_LENGTH = 1_024;

function clip<Text extends string | undefined>(text: Text): Text | string {
  return text === undefined || text.length <= MAX_TEXT_LENGTH ? text : text.slice(0, MAX_TEXT_LENGTH);
}

function requestParameters(operation: OperationContract, input: unknown): string | undefined {
  return recordedJson("requestParameters", operation.input, input);
}

/** CloudTrail leaves its members to each service; what policies denied, and by which layer, is ours to tell. */
function additionalData(passage: Passage, notRecorded: number): string | undefined {
  const { denied, staleMs = 0 } = passage;
  const columns = columnsRead(passage);
  const members = [
    ...(staleMs === 0 ? [] : [`"secondsSincePrimary":${Math.ceil(staleMs / 1_000)}`]),
    ...(notRecorded === 0 ? [] : [`"eventsNotRecorded":${notRecorded}`]),
    ...(columns === undefined ? [] : [`"columnsRead":${columns}`]),
    ...(denied === undefined ? [] : [`"policyLayer":"${denied.layer}","decision":"${denied.decision}"`]),
    ...(denied?.authorizationId === undefined ? [] : [`"authorizationId":"${denied.authorizationId}"`]),
  ];
  return members.length === 0 ? undefined : `{${members.join()}}`;
}

/** What the protocols call a wrong signature. */
const MISMATCH_CODES: ReadonlySet<string> = new Set(["SignatureDoesNotMatch", "InvalidSignatureException"]);

/**
 * INVARIANT: what a client signed is not recorded, nor logged. The answer to a wrong signature repeats the request, for the client to
 * compare, and with it session tokens, or a password that was sent in the query string.
 */
export function shownMessage({ code, message }: WireError): string {
  return MISMATCH_CODES.has(code) ? (message.split("\n", 1)[0] ?? "") : message;
}

/** CloudTrail keeps answers of calls that change something, and of the calls that hand out credentials. */
function responseElements({ operation, identified, isReadOnly, outcome }: Passage): string | undefined {
  if (outcome.failure !== undefined || operation?.output === undefined) return undefined;
  if (isReadOnly && !(identified?.service === "sts" && operation.name !== "GetCallerIdentity"))
    return undefined;
  return recordedJson("responseElements", operation.output, outcome.output);
}

type AccountCaller = Exclude<IdentifiedCaller, ServiceSessionCaller>;

const IDENTITY_TYPES = {
  root: "Root",
  user: "IAMUser",
  roleSession: "AssumedRole",
  federatedUser: "FederatedUser",
} as const satisfies Record<AccountCaller["kind"], string>;

const UNKNOWN_IDENTITY = JSON.stringify({ type: "Unknown" });

/** Callers are kept by who authenticates them, and so is what is written of them, exactly as long. */
const identityTexts = new WeakMap<Caller, string>();

function identityText(caller: Caller | undefined): string {
  if (isAnonymous(caller)) return UNKNOWN_IDENTITY;
  const known = identityTexts.get(caller);
  if (known !== undefined) return known;
  const text = JSON.stringify(identityOf(caller));
  identityTexts.set(caller, text);
  return text;
}

function identityOf(caller: Exclude<Caller, AnonymousCaller>): Readonly<Record<string, unknown>> {
  switch (caller.kind) {
    case "federated":
      return federatedIdentity(caller);
    case "service":
    case "serviceSession":
      return serviceIdentity(caller);
    default:
      return userIdentity(caller);
  }
}

/** Source: CloudTrail User Guide, "userIdentity element", examples of services that assume a role. */
function serviceIdentity({
  service,
}: ServiceCaller | ServiceSessionCaller): Readonly<Record<string, unknown>> {
  return { type: "AWSService", invokedBy: service };
}

function userIdentity(caller: AccountCaller): Readonly<Record<string, unknown>> {
  return {
    type: IDENTITY_TYPES[caller.kind],
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.accountId,
    accessKeyId: caller.session?.forwarded?.accessKeyId ?? caller.accessKeyId,
    userName: caller.kind === "user" ? caller.userName : undefined,
    sessionContext: sessionContext(caller),
    // Of forward access the service that calls, as of AWS's.
    invokedBy: caller.session?.forwarded?.services.at(-1),
    invokedByDelegate: delegateOf(caller),
  };
}

/** Source: IAM User Guide, "CloudTrail" (temporary delegation): the account that acts with what was delegated to it. */
function delegateOf({ session }: IdentifiedCaller): Readonly<Record<string, unknown>> | undefined {
  return session?.delegation && { accountId: session.delegation.delegateAccountId };
}

/** Source: CloudTrail User Guide, "userIdentity element", values for AssumeRoleWithSAML and AssumeRoleWithWebIdentity. */
function federatedIdentity({ provider, subject }: FederatedCaller): Readonly<Record<string, unknown>> {
  return {
    type: parseArn("saml-provider", provider) === undefined ? "WebIdentityUser" : "SAMLUser",
    principalId: `${provider}:${subject}`,
    userName: subject,
    identityProvider: provider,
  };
}

function sessionContext({ session }: IdentifiedCaller): Readonly<Record<string, unknown>> | undefined {
  if (session === undefined || session.kind === "longTermKey") return undefined;
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
    // CloudTrail User Guide, "Track privileged tasks in CloudTrail".
    assumedRoot: session.kind === "assumedRoot" ? "true" : undefined,
    attributes: {
      creationDate: isoSeconds(session.issuedAtSeconds * 1000),
      mfaAuthenticated: session.mfaAuthenticatedAtSeconds === undefined ? "false" : "true",
    },
  };
}

const eventTime = lastWritten(isoSeconds);

/** CloudTrail's times have no fraction. */
function isoSeconds(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
