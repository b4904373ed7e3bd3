import { broughtContext, type Explanation, readWhySubject } from "@rolecall/policy";
import type { ApiError } from "../../session/api-error.ts";
import type { InputOf, OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import type { Asked, WhyQuestion } from "./why-link.ts";

type Denial = OutputOf<"rolecall", "ExplainDenial">;
type DenialInput = InputOf<"rolecall", "ExplainDenial">;
export type ExplainedKeys = Denial["Context"];

/** What is known of one time: then, or now. */
export interface Side {
  readonly explanation: Explanation | undefined;
  readonly context: ExplainedKeys;
  /** Why nothing is explained, in words. */
  readonly reason: string | undefined;
  readonly error: ApiError | undefined;
  readonly isPending: boolean;
}

export interface Why {
  readonly question: WhyQuestion | undefined;
  readonly past: Side | undefined;
  readonly now: Side | undefined;
  /** ISO 8601. */
  readonly deniedAt: string | undefined;
  readonly permissions: Denial["Permissions"];
  readonly isPending: boolean;
  /** Nothing can be told at all. */
  readonly error: ApiError | undefined;
}

/** Asks about then, where there is a denial, and about now with what then was known. */
export function useWhy(asked: Asked): Why {
  const event = useEvent(asked.kind === "event" ? asked.id : undefined);
  const input = denialInput(asked, event);
  const denial = useOperation("rolecall", "ExplainDenial", input);
  const question = questionOf(asked, denial.data) ?? event.question;
  const now = useOperation("rolecall", "ExplainRequest", question && requestInput(question));
  const isAskedThen = input !== undefined;
  const thenError = denial.error ?? undefined;
  const nowError = now.error ?? undefined;
  return {
    question,
    past: isAskedThen || asked.kind !== "question" ? thenSide(denial) : undefined,
    now: question && {
      explanation: now.data?.Explanation as Explanation | undefined,
      context: now.data?.Context ?? [],
      reason: undefined,
      error: nowError,
      isPending: now.isPending,
    },
    deniedAt: denial.data?.DeniedAt,
    permissions: denial.data?.Permissions,
    isPending: event.isPending || (isAskedThen && denial.isPending),
    error: question === undefined ? (thenError ?? event.error) : undefined,
  };
}

function thenSide({
  data,
  error,
  isPending,
}: ReturnType<typeof useOperation<"rolecall", "ExplainDenial">>): Side {
  return {
    explanation: data?.Explanation as Explanation | undefined,
    context: data?.Context ?? [],
    reason: data?.Unexplained,
    error: error ?? undefined,
    isPending,
  };
}

/** An audit event by its id: what it tells leads to the denial. Undefined where no id is asked about. */
function useEvent(id: string | undefined) {
  const found = useOperation(
    "cloudtrail",
    "LookupEvents",
    id === undefined ? undefined : { LookupAttributes: [{ AttributeKey: "EventId", AttributeValue: id }] },
  );
  const text = found.data?.Events?.[0]?.CloudTrailEvent;
  const subject = text === undefined ? undefined : readWhySubject(text);
  return {
    isPending: id !== undefined && found.isPending,
    // Whoever may not look events up may have given the id of a request.
    isOver: id !== undefined && !found.isPending,
    subject: subject?.kind === "denial" ? subject : undefined,
    question: subject?.kind === "denial" ? subject.question : undefined,
    error: found.error ?? undefined,
  };
}

function denialInput(asked: Asked, event: ReturnType<typeof useEvent>): DenialInput | undefined {
  switch (asked.kind) {
    case "denial":
      return { AuthorizationId: asked.authorizationId };
    case "message":
      return { EncodedMessage: asked.encoded };
    case "event": {
      if (!event.isOver) return undefined;
      const { authorizationId, requestId = asked.id } = event.subject ?? {};
      return authorizationId === undefined ? { RequestId: requestId } : { AuthorizationId: authorizationId };
    }
    default:
      return undefined;
  }
}

function questionOf(asked: Asked, denial: Denial | undefined): WhyQuestion | undefined {
  if (asked.kind === "question") return asked.question;
  if (denial === undefined) return undefined;
  const { PrincipalArn: principal, Action: action, Resource: resource } = denial.Question;
  return { principal, action, resource, context: broughtContext(denial.Context, principal) };
}

function requestInput(question: WhyQuestion): InputOf<"rolecall", "ExplainRequest"> {
  const { principal, action, resource, context, resourcePolicy } = question;
  return {
    PrincipalArn: principal,
    Action: action,
    Resource: resource,
    ...(context !== undefined && { Context: context }),
    ...(resourcePolicy !== undefined && { ResourcePolicy: resourcePolicy }),
  };
}
