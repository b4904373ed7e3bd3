import { type Caller, type Denial, denialMessage, isIdentified, serviceOf } from "@rolecall/access";
import type { KeyRing } from "@rolecall/credentials";
import { authorizationIdOf } from "@rolecall/credentials";
import { type AccountId, isAccountId } from "@rolecall/names";
import type { Decision } from "@rolecall/policy";
import { createSampler } from "../audit/sampler.ts";
import { clipText } from "./clip.ts";
import type { DenialLog } from "./denial-log.ts";
import { encodeDenial } from "./encoded-message.ts";
import { decidingPolicyArn, deniedEvaluation, type Evaluation, evaluateDenial } from "./evaluate-denial.ts";
import { keptDenial } from "./kept-denial.ts";

/** What a denial tells the client and the record. */
export interface Denied extends Decision {
  readonly message: string;
  /** What DecodeAuthorizationMessage opens. */
  readonly encodedMessage?: string | undefined;
  /** What it can be looked up by. */
  readonly authorizationId?: string | undefined;
}

/** Which request was denied, when and where. INVARIANT: a request is denied once. */
export interface DeniedAt {
  readonly requestId: string;
  readonly now: number;
  readonly region: string;
}

/** Tells what policies denied, and keeps it for who wants to know why. */
export interface Denials {
  tell(denial: Denial, at: DeniedAt): Denied;
}

export interface DenialOptions {
  /** False: messages have neither an authorization id nor a policy's ARN, for those who compare texts. */
  readonly hasIds: boolean;
  /** Where this installation's console is reached, without a slash at its end. */
  readonly consoleUrl: string;
  readonly keyRing: KeyRing;
  readonly log: DenialLog;
  /** A denial got no id, because it is too large or too many wait. */
  readonly onNotKept: () => void;
}

/** The sampler counts by what it takes for seconds. */
const SECONDS_PER_MINUTE = 60;
/** A minute, of who brings a token or assertion: whoever has one must not drive all other denials out. */
const FEDERATED_PER_MINUTE = 10;
/** Services are few, and each is known to the installation. */
const SERVICES_PER_MINUTE = 60;

export function createDenials(options: DenialOptions): Denials {
  const samplers = {
    federated: createSampler(FEDERATED_PER_MINUTE),
    service: createSampler(SERVICES_PER_MINUTE),
  };

  /**
   * Who has no account is told no reason. Those of the resource's account look it up by the id that the audit log has: trust policies
   * are theirs.
   */
  function tellOwner(denial: Denial, at: DeniedAt): Pick<Denied, "message" | "authorizationId"> {
    const message = denialMessage(denial);
    const { resourceAccountId: accountId } = denial.question;
    if (!options.hasIds || !isAccountId(accountId)) return { message };
    if (samplers[samplerOf(denial.caller)].admit(at.now / SECONDS_PER_MINUTE) === undefined)
      return { message };
    const evaluations = evaluateDenial(denial);
    if (evaluations === undefined) return { message };
    return { message, authorizationId: keep({ denial, accountId, evaluations, at }, options) };
  }

  return {
    tell(denial, at) {
      const { decision, caller } = denial;
      // As on AWS, requests that nobody signed have no id: there is no account whose people could look it up.
      if (caller.kind === "anonymous") return { ...decision, message: denialMessage(denial) };
      if (!isIdentified(caller) || serviceOf(caller) !== undefined)
        return { ...decision, ...tellOwner(denial, at) };
      const evaluations = evaluateDenial(denial);
      if (evaluations === undefined) {
        if (options.hasIds) options.onNotKept();
        return { ...decision, message: denialMessage(denial) };
      }
      const denied = deniedEvaluation(evaluations);
      const authorizationId = options.hasIds
        ? keep({ denial, accountId: caller.accountId, evaluations, at }, options)
        : undefined;
      const encodedMessage = encodeDenial(options.keyRing, caller, { evaluation: denied, authorizationId });
      if (!options.hasIds) return { ...decision, message: denialMessage(denial), encodedMessage };
      const reason = denialMessage(denial, decidingPolicyArn(denied));
      if (authorizationId === undefined) options.onNotKept();
      const message =
        authorizationId === undefined ? reason : withLink(reason, { authorizationId, ...options, ...at });
      return { ...decision, message, encodedMessage, authorizationId };
    },
  };
}

function samplerOf(caller: Caller): "service" | "federated" {
  return serviceOf(caller) === undefined ? "federated" : "service";
}

interface Keeping {
  readonly denial: Denial;
  /** Whose people may look it up. */
  readonly accountId: AccountId;
  readonly evaluations: readonly Evaluation[];
  readonly at: DeniedAt;
}

/** INVARIANT: an id is told where what it leads to will be kept, and nowhere else. */
function keep({ denial, accountId, evaluations, at }: Keeping, { log }: DenialOptions): string | undefined {
  // A flood is turned away before anything is made of it.
  if (!log.hasRoom) return undefined;
  const id = authorizationIdOf(at.requestId);
  const kept = keptDenial({ id, at: at.now, accountId, evaluations, policies: denial.policies });
  return kept !== undefined && log.add(kept) ? id : undefined;
}

/** The words are AWS's, as recorded since August 2026; the link leads to this installation's own console. */
function withLink(
  reason: string,
  place: { readonly authorizationId: string; readonly consoleUrl: string; readonly region: string },
): string {
  const { authorizationId, consoleUrl, region } = place;
  const link = `${consoleUrl}/iam/home?region=${region}#/authorization-details/${authorizationId}`;
  return `${clipText(reason, REASON_LENGTH)}. Go to ${link} for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ${authorizationId}`;
}

/** Characters. Longer than what AWS's own names and ARNs make; whatever a client puts there, the id behind it is told whole. */
const REASON_LENGTH = 12_000;
