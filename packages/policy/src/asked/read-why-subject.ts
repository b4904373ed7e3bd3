/**
 * What somebody who was denied has at hand: an error message, an id, an encoded message, an audit event, an ARN. Which of them it is
 * follows from its form alone, here as on the command line as in the browser.
 */

/** A request by the three things that policies are asked about. */
export interface AskedAbout {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

export type WhySubject =
  | { readonly kind: "authorizationId"; readonly id: string }
  | { readonly kind: "requestId"; readonly id: string }
  | { readonly kind: "encodedMessage"; readonly message: string }
  | {
      /** What is known of a request: whichever of them there are, one at least. */
      readonly kind: "denial";
      readonly authorizationId?: string;
      readonly requestId?: string;
      readonly encodedMessage?: string;
      readonly question?: AskedAbout;
    }
  | { readonly kind: "arn"; readonly arn: string }
  | { readonly kind: "unknown" };

/** Characters. An audit event with all that it may hold. */
const SUBJECT_MAX = 400_000;

const AUTHORIZATION_ID = /^[0-9a-z]{25}$/;
const REQUEST_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** DecodeAuthorizationMessage takes 10,240 characters; nothing that is sealed is short. */
const ENCODED_MESSAGE = /^[A-Za-z0-9_+/=.-]{100,10240}$/;
const ARN = /^arn:[^\s:]+:[^\s:]+:[^\s:]*:[^\s:]*:\S+$/;

/** @param text whatever was pasted; its cost is linear in it */
export function readWhySubject(text: string): WhySubject {
  const subject = text
    .slice(0, SUBJECT_MAX)
    .trim()
    .replace(/^(["'])(.*)\1$/s, "$2");
  if (AUTHORIZATION_ID.test(subject)) return { kind: "authorizationId", id: subject };
  if (REQUEST_ID.test(subject)) return { kind: "requestId", id: subject.toLowerCase() };
  if (ARN.test(subject)) return { kind: "arn", arn: subject };
  if (subject.startsWith("{")) return readEvent(subject);
  const denial = readDenialText(subject);
  if (denial !== undefined) return denial;
  return ENCODED_MESSAGE.test(subject) ? { kind: "encodedMessage", message: subject } : { kind: "unknown" };
}

const WHO = /User: (\S{1,2048}) is not authorized to perform: (\S{1,256})/;
/** Behind the resource's name stand the reason, a full stop with the link, or nothing. */
const RESOURCE = /^ on resource: (.{1,2048}?)(?: with an explicit deny| because no |\. Go to |\.?\s*$)/s;
const ID = /authorization id: ([0-9a-z]{25})\b/;
const LINK = /#\/authorization-details\/([0-9a-z]{25})\b/;
const ENCODED = /Encoded authorization failure message: ([A-Za-z0-9_+/=.-]{1,10240})/;

/** AWS's words of a denial, wherever they stand in a text. Undefined where nothing of them is there. */
function readDenialText(text: string): WhySubject | undefined {
  const authorizationId = (ID.exec(text) ?? LINK.exec(text))?.[1];
  const encodedMessage = ENCODED.exec(text)?.[1];
  const question = readQuestion(text);
  if (authorizationId === undefined && encodedMessage === undefined && question === undefined)
    return undefined;
  return {
    kind: "denial",
    ...(authorizationId !== undefined && { authorizationId }),
    ...(encodedMessage !== undefined && { encodedMessage }),
    ...(question !== undefined && { question }),
  };
}

function readQuestion(text: string): AskedAbout | undefined {
  const found = WHO.exec(text);
  if (found === null) return undefined;
  const [whole, principal = "", action = ""] = found;
  const behind = text.slice(found.index + whole.length);
  const resource = RESOURCE.exec(behind)?.[1]?.trim() ?? "*";
  return { principal, action: action.replace(/[.,]$/, ""), resource: arnOfNamed(resource, principal) };
}

/** IAM's denials call what is theirs by kind and name: `user ann`, `policy arn:…`, `policy path /`. */
const NAMED =
  /^(user|role|group|policy|instance profile|mfa|server certificate|saml provider|oidc provider) (\S+)$/;

/** What is called by its name stands in the account of whoever was denied, where its path is not known under none. */
function arnOfNamed(resource: string, principal: string): string {
  const [, kind = "", name = ""] = NAMED.exec(resource) ?? [];
  if (kind === "" || name.startsWith("arn:")) return name || resource;
  const [, partition = "aws", , , account = ""] = principal.split(":");
  return `arn:${partition}:iam::${account}:${kind.replace(" ", "-")}/${name}`;
}

interface AuditRecord {
  readonly requestID?: unknown;
  readonly errorMessage?: unknown;
  readonly additionalEventData?: { readonly authorizationId?: unknown } | null;
  readonly CloudTrailEvent?: unknown;
}

/** A record of the audit log, as CloudTrail's and as LookupEvents gives it. */
function readEvent(text: string): WhySubject {
  const record = parseObject(text);
  if (record === undefined) return readDenialText(text) ?? { kind: "unknown" };
  const { requestID, errorMessage, additionalEventData, CloudTrailEvent } = record as AuditRecord;
  if (typeof CloudTrailEvent === "string" && !CloudTrailEvent.includes('"CloudTrailEvent"'))
    return readEvent(CloudTrailEvent);
  const told = typeof errorMessage === "string" ? readDenialText(errorMessage) : undefined;
  const id = additionalEventData?.authorizationId;
  const known = {
    ...(told?.kind === "denial" && told),
    ...(typeof id === "string" && AUTHORIZATION_ID.test(id) && { authorizationId: id }),
    ...(typeof requestID === "string" && REQUEST_ID.test(requestID) && { requestId: requestID }),
  };
  return Object.keys(known).length === 0 ? { kind: "unknown" } : { ...known, kind: "denial" };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
