import { createHash, timingSafeEqual } from "node:crypto";
import type { Answer, RequestHead } from "@rolecall/edge";
import { judgeSender, type SenderRules } from "../imds/judge-sender.ts";
import type { CredentialSource } from "../rotation/credential-source.ts";
import { errorJson, jsonAnswer } from "./container-answer.ts";
import { refuseFetching, taskCredentials } from "./task-credentials.ts";

export interface FullUriParts {
  readonly path: string;
  /** What the Authorization header must be. */
  readonly authorizationToken: string;
  readonly sender: SenderRules;
  readonly credentials: CredentialSource;
}

/**
 * Credentials behind `AWS_CONTAINER_CREDENTIALS_FULL_URI`. Who cannot show the token gets nothing: the SDK for JavaScript tries once more without
 * it when it was refused.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export function createFullUri(parts: FullUriParts): (head: RequestHead) => Promise<Answer> {
  const expected = digest(parts.authorizationToken);
  return async (head) => {
    if (judgeSender(head, parts.sender) !== undefined) {
      return errorJson(403, "AccessDenied", "This request was not sent by a program on this machine.");
    }
    if (head.rawPath !== parts.path) return errorJson(404, "NotFound", "Nothing is here.");
    if (head.method !== "GET") return errorJson(405, "MethodNotAllowed", "Credentials are read by GET.");
    const [token, second] = head.headers.authorization ?? [];
    if (token === undefined || second !== undefined || !timingSafeEqual(digest(token.trim()), expected)) {
      return errorJson(
        401,
        "AccessDenied",
        "The Authorization header is not what AWS_CONTAINER_AUTHORIZATION_TOKEN says.",
      );
    }
    try {
      return jsonAnswer(200, taskCredentials(await parts.credentials.get()));
    } catch (error) {
      return refuseFetching(error);
    }
  };
}

/** Of one length, so that they can be compared without telling how far they agree. */
function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
