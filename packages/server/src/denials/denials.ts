import { type Denial, denialMessage, isIdentified } from "@rolecall/access";
import type { RandomBytes } from "@rolecall/credentials";
import type { Decision } from "@rolecall/policy";
import { newAuthorizationId } from "./authorization-id.ts";
import { decidingPolicyArn } from "./deciding-policy.ts";

/** What a denial tells the client and the record. */
export interface Denied extends Decision {
  readonly message: string;
  /** What it can be looked up by. */
  readonly authorizationId?: string | undefined;
}

/** Tells what policies denied. */
export interface Denials {
  tell(denial: Denial, region: string): Denied;
}

export interface DenialOptions {
  /** False: messages have neither an authorization id nor a policy's ARN, for those who compare texts. */
  readonly hasIds: boolean;
  /** Where this installation's console is reached, without a slash at its end. */
  readonly consoleUrl: string;
  readonly random: RandomBytes;
}

export function createDenials({ hasIds, consoleUrl, random }: DenialOptions): Denials {
  return {
    tell(denial, region) {
      const { decision, caller } = denial;
      // As on AWS, requests that nobody signed have no id: there is no account whose people could look it up.
      if (!hasIds || !isIdentified(caller)) return { ...decision, message: denialMessage(denial) };
      const authorizationId = newAuthorizationId(random);
      const message = denialMessage(denial, decidingPolicyArn(denial));
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
