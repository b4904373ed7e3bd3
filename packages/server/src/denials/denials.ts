import { type Denial, denialMessage, isIdentified } from "@rolecall/access";
import type { RandomBytes } from "@rolecall/credentials";
import type { Decision } from "@rolecall/policy";
import { newAuthorizationId } from "./authorization-id.ts";
import type { DenialLog } from "./denial-log.ts";
import { decidingPolicyArn, evaluateDenial } from "./evaluate-denial.ts";
import { keptDenial } from "./kept-denial.ts";

/** What a denial tells the client and the record. */
export interface Denied extends Decision {
  readonly message: string;
  /** What it can be looked up by. */
  readonly authorizationId?: string | undefined;
}

/** When and where a request was denied. */
export interface DeniedAt {
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
  readonly random: RandomBytes;
  readonly log: DenialLog;
}

export function createDenials({ hasIds, consoleUrl, random, log }: DenialOptions): Denials {
  return {
    tell(denial, { now, region }) {
      const { decision, caller } = denial;
      // As on AWS, requests that nobody signed have no id: there is no account whose people could look it up.
      if (!hasIds || !isIdentified(caller)) return { ...decision, message: denialMessage(denial) };
      const evaluations = evaluateDenial(denial);
      if (evaluations === undefined) return { ...decision, message: denialMessage(denial) };
      const message = denialMessage(denial, decidingPolicyArn(evaluations));
      const authorizationId = newAuthorizationId(random);
      const { policies } = denial;
      const kept = keptDenial({ id: authorizationId, at: now, caller, evaluations, policies });
      // INVARIANT: an id is told where what it leads to will be kept, and nowhere else.
      if (kept === undefined || !log.add(kept)) return { ...decision, message };
      return {
        ...decision,
        authorizationId,
        message: `${boundedReason(message)}. ${whereToLook({ authorizationId, consoleUrl, region })}`,
      };
    },
  };
}

/** The words are AWS's, as recorded since August 2026; the link leads to this installation's own console. */
function whereToLook(place: {
  readonly authorizationId: string;
  readonly consoleUrl: string;
  readonly region: string;
}): string {
  const { authorizationId, consoleUrl, region } = place;
  const link = `${consoleUrl}/iam/home?region=${region}#/authorization-details/${authorizationId}`;
  return `Go to ${link} for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ${authorizationId}`;
}

/** Characters. Longer than what AWS's own names and ARNs make; whatever a client puts there, the id behind it is told whole. */
const REASON_LENGTH = 12_000;

function boundedReason(message: string): string {
  if (message.length <= REASON_LENGTH) return message;
  return `${message.slice(0, REASON_LENGTH)}... (${message.length} characters)`;
}
