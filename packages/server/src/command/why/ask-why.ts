import type { RolecallOperations } from "@rolecall/contracts";
import type { DeniedPermission, DeniedQuestion, ExplainedKey } from "@rolecall/contracts/rolecall";
import { broughtContext, type Explanation, type WhySubject } from "@rolecall/policy";
import { CallRefused, callService, type ServiceEndpoint } from "../../call-service.ts";
import { Mistake } from "../../mistake.ts";

/** What is known of a request: as it was denied, and as it would be decided now. The document that `--json` prints. */
export interface WhyAnswer {
  readonly question: { readonly principal: string; readonly action: string; readonly resource: string };
  /** As it was decided then. */
  readonly denial?: DenialAnswer;
  /** Why there is no explanation of then. */
  readonly denialUnexplained?: string;
  readonly now?: NowAnswer;
  /** Why there is none of now. */
  readonly nowUnexplained?: string;
}

interface NowAnswer {
  readonly explanation: Explanation;
  readonly context: readonly ExplainedKey[];
}

interface DenialAnswer extends Partial<NowAnswer> {
  readonly authorizationId?: string;
  /** ISO 8601. */
  readonly deniedAt?: string;
  readonly context: readonly ExplainedKey[];
  /** All that the request needed. */
  readonly permissions?: readonly DeniedPermission[];
}

type Subject = Exclude<WhySubject, { readonly kind: "unknown" | "arn" }>;
type Operations = Pick<RolecallOperations, "ExplainDenial" | "ExplainRequest">;

/** With every policy of a principal, as the server bounds them. */
const ROLECALL = {
  name: "rolecall",
  targetPrefix: "Rolecall",
  title: "Rolecall",
  answerBytesMax: 32 * 1_024 * 1_024,
};

/**
 * Asks about then, where the subject leads to a denial, and about now with what then was known of the request.
 * @throws Mistake where neither is told, with both reasons
 */
export async function askWhy(endpoint: ServiceEndpoint, subject: Subject): Promise<WhyAnswer> {
  const input = denialInput(subject);
  const then = input === undefined ? undefined : await attempt(() => ask(endpoint, "ExplainDenial", input));
  const denial = then instanceof CallRefused ? undefined : then;
  const question = denial?.Question ?? questionOf(subject);
  if (question === undefined)
    throw new Mistake(then instanceof CallRefused ? then.message : "nothing was asked.");
  const context = denial === undefined ? {} : broughtContext(denial.Context, question.PrincipalArn);
  const asked = { ...question, Context: context };
  const now = await attempt(() => ask(endpoint, "ExplainRequest", asked));
  if (denial === undefined && now instanceof CallRefused)
    throw new Mistake(
      [then, now].flatMap((each) => (each instanceof CallRefused ? each.message : [])).join("\n"),
    );
  return {
    question: { principal: question.PrincipalArn, action: question.Action, resource: question.Resource },
    ...(denial !== undefined && { denial: denialOf(denial) }),
    ...whyUnexplained(then),
    ...(now instanceof CallRefused
      ? { nowUnexplained: now.message }
      : { now: { explanation: now.Explanation as unknown as Explanation, context: now.Context } }),
  };
}

function denialInput(subject: Subject): Operations["ExplainDenial"]["input"] | undefined {
  switch (subject.kind) {
    case "authorizationId":
      return { AuthorizationId: subject.id };
    case "requestId":
      return { RequestId: subject.id };
    case "encodedMessage":
      return { EncodedMessage: subject.message };
    case "denial": {
      const { authorizationId, requestId, encodedMessage } = subject;
      if (authorizationId !== undefined) return { AuthorizationId: authorizationId };
      if (requestId !== undefined) return { RequestId: requestId };
      return encodedMessage === undefined ? undefined : { EncodedMessage: encodedMessage };
    }
  }
}

function questionOf(subject: Subject): DeniedQuestion | undefined {
  if (subject.kind !== "denial" || subject.question === undefined) return undefined;
  const { principal, action, resource } = subject.question;
  return { PrincipalArn: principal, Action: action, Resource: resource };
}

function denialOf(denial: Operations["ExplainDenial"]["output"]): DenialAnswer {
  const { AuthorizationId, DeniedAt, Explanation: explanation, Context, Permissions } = denial;
  // JSON 1.1 has seconds since 1970.
  const seconds = DeniedAt as unknown as number | undefined;
  return {
    ...(AuthorizationId !== undefined && { authorizationId: AuthorizationId }),
    ...(seconds !== undefined && { deniedAt: new Date(seconds * 1_000).toISOString() }),
    ...(explanation !== undefined && { explanation: explanation as unknown as Explanation }),
    context: Context,
    ...(Permissions !== undefined && { permissions: Permissions }),
  };
}

function whyUnexplained(
  then: Operations["ExplainDenial"]["output"] | CallRefused | undefined,
): Pick<WhyAnswer, "denialUnexplained"> {
  if (then === undefined) return {};
  const reason = then instanceof CallRefused ? then.message : then.Unexplained;
  return reason === undefined ? {} : { denialUnexplained: reason };
}

async function ask<Name extends keyof Operations>(
  endpoint: ServiceEndpoint,
  operation: Name,
  input: Operations[Name]["input"],
): Promise<Operations[Name]["output"]> {
  return (await callService(endpoint, ROLECALL, {
    operation,
    input,
  })) as unknown as Operations[Name]["output"];
}

async function attempt<Result>(call: () => Promise<Result>): Promise<Result | CallRefused> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CallRefused) return error;
    throw error;
  }
}
