/** Why a request was denied: as it was decided then, of the policies of then. */
import { permitted, type Requirement, refuseForbiddenSession } from "@rolecall/access";
import type {
  DeniedPermission,
  ExplainDenialRequest,
  ExplainDenialResponse,
} from "@rolecall/contracts/rolecall";
import { authorizationIdOf, openMessage } from "@rolecall/credentials";
import type { Call, KeptEvaluation } from "@rolecall/operations";
import { type ContextValue, decide, type LayerName } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { seekDenial } from "../../iam-toolbox/find-denial.ts";
import {
  isOwnDecision,
  isPrincipalSide,
  isResourceSide,
  ownContext,
  ownEvaluations,
  ownRequestContext,
} from "../../iam-toolbox/own-part.ts";
import type { SeenDenial } from "../../iam-toolbox/seen-denial.ts";
import { rolecall } from "../define.ts";
import { invalidInput, rolecallError } from "../error.ts";
import { listRequestContext } from "./asked-context.ts";
import { readDeniedMessage } from "./denied-message.ts";
import { explainAsKnown } from "./explain-as-known.ts";
import { refuseTooMuch } from "./explanation-bounds.ts";
import { showKeys } from "./explanation-shape.ts";
import { type KeptQuestion, openKept } from "./kept-layers.ts";
import { describeKeptPolicies } from "./kept-policies.ts";

type Asking = Call<ExplainDenialRequest, ReadTransaction>;

const DETAILS = { action: "iam:GetRequestAuthorizationDetails", resource: "*" };
const DOCUMENTS = { action: "iam:GetRequestAuthorizationPolicy", resource: "*" };
const DECODING = { action: "sts:DecodeAuthorizationMessage", resource: "*" };

export const explainDenial = rolecall.read("ExplainDenial", {
  resolve({ caller, input }) {
    const { AuthorizationId, RequestId, EncodedMessage } = input;
    const given = [AuthorizationId, RequestId, EncodedMessage].filter((each) => each !== undefined);
    if (given.length !== 1)
      throw invalidInput("One of AuthorizationId, RequestId and EncodedMessage is needed, and no other.");
    if (EncodedMessage === undefined) refuseForbiddenSession(caller, "iam", "GetRequestAuthorizationDetails");
    else refuseForbiddenSession(caller, "sts", "DecodeAuthorizationMessage");
    return undefined;
  },
  requires: ({ input }): readonly Requirement[] => [input.EncodedMessage === undefined ? DETAILS : DECODING],
  async perform({ call }) {
    const { AuthorizationId, RequestId = "", EncodedMessage } = call.input;
    if (EncodedMessage !== undefined) return ofMessage(call, EncodedMessage);
    const found = await seekDenial(AuthorizationId ?? authorizationIdOf(RequestId), call);
    if (found !== undefined) return ofDenial(call, found);
    // INVARIANT: the same for what never was, what is over, and what is others'.
    throw rolecallError(
      "ResourceNotFoundException",
      "There is no such denial, or it is over, or others': denials are kept for 25 hours and told to the account and organization of whoever was denied, and of what was asked for.",
    );
  },
});

/** What the message holds; with the permission to, all that is kept of the denial. */
async function ofMessage(call: Asking, encoded: string): Promise<ExplainDenialResponse> {
  const text = openMessage(call.env.keyRing, encoded, call.caller.accountId);
  if (text === undefined)
    throw invalidInput("EncodedMessage: It is broken, of another installation or account, or too old.");
  const { authorizationId, question, keys } = readDeniedMessage(text);
  const ground = { tx: call.tx, directory: call.env.directory };
  const [isMore] = await permitted(ground, call, [DETAILS]);
  const denial =
    isMore && authorizationId !== undefined ? await seekDenial(authorizationId, call) : undefined;
  if (denial !== undefined) return { ...(await ofDenial(call, denial)), DecodedMessage: text };
  return {
    ...(authorizationId !== undefined && { AuthorizationId: authorizationId }),
    Question: question,
    Context: showKeys(keys),
    DecodedMessage: text,
    Unexplained:
      "The message alone is known, which names what denied and not what else was asked: the denial is kept for 25 hours, and iam:GetRequestAuthorizationDetails tells it.",
  };
}

async function ofDenial(call: Asking, denial: SeenDenial): Promise<ExplainDenialResponse> {
  const evaluations = ownEvaluations(denial);
  const denied = evaluations.find(({ decision }) => decision !== "allowed") ?? evaluations.at(-1);
  if (denied === undefined) throw new Error("A denial is told to who has no part in it.");
  const request = new Map(Object.entries(ownRequestContext(denial)));
  const own = new Map(Object.entries(ownContext(denied, denial)));
  const { record } = denial;
  const explained = await explainKept(call, { denial, denied });
  return {
    AuthorizationId: record.id,
    DeniedAt: new Date(record.at),
    Question: {
      PrincipalArn: principalArn(denial, request),
      Action: denied.action,
      Resource: denied.resource,
    },
    Context: showKeys(listRequestContext({ request, own })),
    Permissions: evaluations.map((each) => showPermission(each, denial)),
    ...explained,
  };
}

/** The session's, to whom it belongs: a role session's `aws:PrincipalArn` is the role's. */
function principalArn(denial: SeenDenial, request: ReadonlyMap<string, ContextValue>): string {
  const { principal } = denial.details;
  const isOwn = isPrincipalSide(denial);
  if (isOwn && principal !== undefined && "arn" in principal) return principal.arn;
  return String(request.get("aws:PrincipalArn") ?? "");
}

function showPermission(evaluation: KeptEvaluation, denial: SeenDenial): DeniedPermission {
  const { action, resource, decision } = evaluation;
  const isTold = isOwnDecision(evaluation, denial);
  return { Action: action, Resource: resource, ...(isTold && { Decision: decision }) };
}

const OF_OTHERS =
  "Whoever was denied belongs to an account that is in no organization with yours: what that account's policies say is not told.";
const OF_OLD =
  "The denial was kept by an older version of Rolecall, which did not keep enough to explain it.";
const INEXACT =
  "Something of the request was too long to be kept whole, and what is kept would be decided otherwise.";

interface Denied {
  readonly denial: SeenDenial;
  readonly denied: KeptEvaluation;
}

async function explainKept(
  call: Asking,
  { denial, denied }: Denied,
): Promise<Pick<ExplainDenialResponse, "Explanation" | "Unexplained">> {
  if (!isPrincipalSide(denial)) return { Unexplained: OF_OTHERS };
  const kept = await openKept(call.tx, denial.details, denied);
  if (kept === undefined) return { Unexplained: OF_OLD };
  const isWhole = isResourceSide(denied, denial);
  const seen = isWhole ? kept : withoutResourceSide(kept, { denial, denied });
  const { decision, layer } = decide(seen.question, seen.layers);
  const isSame = decision === denied.decision && layer === denied.layer;
  if (isOwnDecision(denied, denial) && !isSame) return { Unexplained: INEXACT };
  refuseTooMuch(seen.sets.flatMap(({ policies }) => policies.flatMap(({ source }) => source ?? [])));
  const ground = { tx: call.tx, directory: call.env.directory };
  const [isReadable = false] = await permitted(ground, call, [DOCUMENTS]);
  const Explanation = await explainAsKnown(call, {
    ...seen,
    policies: await describeKeptPolicies(call, seen.sets, isReadable),
    notHeld: isWhole ? [] : OF_RESOURCE_SIDE,
  });
  return { Explanation };
}

const OF_RESOURCE_SIDE: readonly LayerName[] = ["resource", "resourceControl"];

/**
 * What the caller's own policies say, where the resource belongs to strangers: nothing of theirs is told, nor what was decided by it. The
 * question is as it would be within the account, so that the other side's grant is not missed.
 */
function withoutResourceSide(
  { question, layers, sets }: KeptQuestion,
  { denial, denied }: Denied,
): KeptQuestion {
  const { resource: _, resourceControl: __, resourcePolicyRequired: ___, ...own } = layers;
  const told = { ...ownRequestContext(denial), ...ownContext(denied, denial) };
  const context = new Map(Object.entries(told).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    question: { ...question, resourceAccountId: denial.record.accountId, context },
    layers: own,
    sets: sets.filter(({ layer }) => !OF_RESOURCE_SIDE.includes(layer)),
  };
}
