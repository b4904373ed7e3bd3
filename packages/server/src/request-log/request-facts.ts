import type { Caller } from "@rolecall/access";
import { resourcesOf } from "@rolecall/operations";
import { shownMessage } from "../audit/event.ts";
import type { Passage } from "../pipeline/passage.ts";
import { deniedReason } from "./denied-reason.ts";

/** What a line tells of a request. */
export interface RequestFacts {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `ana`, `Deployer/run-17` of a role's session, `root`, a service; `anonymous` where nobody proved to have sent it. */
  readonly who: string;
  readonly account: string | undefined;
  /** `iam:CreateUser`; undefined where the request named no operation. */
  readonly action: string | undefined;
  readonly resource: string | undefined;
  /** The client's address. */
  readonly from: string;
  readonly status: number;
  readonly result: "allowed" | "denied" | "failed";
  /** Why it was denied or failed. */
  readonly why: string | undefined;
  readonly durationMs: number;
  readonly requestId: string;
  readonly authorizationId: string | undefined;
}

/** INVARIANT: nothing that the audit log hides; names, codes and the message that the client is told. */
export function requestFacts(passage: Passage): RequestFacts {
  const { origin, identified, caller, outcome, denied } = passage;
  const { failure } = outcome;
  const whoCalls = whoIs(caller);
  return {
    at: passage.now,
    ...whoCalls,
    action: identified && `${identified.service}:${identified.operation}`,
    resource: passage.denial?.question.resource ?? resourceOf(passage),
    from: origin.sourceIp,
    status: statusOf(passage),
    result: failure === undefined ? "allowed" : denied === undefined ? "failed" : "denied",
    why: failure && (reasonOf(passage) ?? `${failure.code}: ${shownMessage(failure)}`),
    durationMs: passage.durationMs,
    requestId: origin.id,
    authorizationId: denied?.authorizationId,
  };
}

function reasonOf({ denial }: Passage): string | undefined {
  return denial && deniedReason(denial);
}

function statusOf({ outcome: { failure }, contract, operation }: Passage): number {
  if (failure === undefined) return operation?.http.status ?? 200;
  return failure.httpStatus ?? contract?.errors.get(failure.code)?.httpStatus ?? 400;
}

function whoIs(caller: Caller | undefined): Pick<RequestFacts, "who" | "account"> {
  switch (caller?.kind) {
    case undefined:
    case "anonymous":
      return { who: "anonymous", account: undefined };
    case "federated":
      return { who: caller.subject, account: undefined };
    case "service":
    case "serviceSession":
      return { who: caller.service, account: undefined };
    case "root":
      return { who: "root", account: caller.accountId };
    case "user":
      return { who: caller.userName, account: caller.accountId };
    case "roleSession":
      return { who: `${lastPart(caller.roleArn)}/${sessionName(caller.userId)}`, account: caller.accountId };
    case "federatedUser":
      return { who: sessionName(caller.userId), account: caller.accountId };
  }
}

/** Behind the id of whom the session is of. */
function sessionName(userId: string): string {
  return userId.slice(userId.indexOf(":") + 1);
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/** The first of its parameters that names one. */
function resourceOf({ input }: Passage): string | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  const requestParameters = Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
  return resourcesOf({ requestParameters })[0]?.ResourceName;
}
