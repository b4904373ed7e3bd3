import { createHash } from "node:crypto";
import type { Answer, RequestHead } from "@rolecall/edge";
import { judgeSender, type SenderRules } from "../imds/judge-sender.ts";
import { formatTime } from "../imds/metadata-json.ts";
import type { CredentialSources } from "../rotation/credential-sources.ts";
import { CredentialsRefused, type RoleCredentials } from "../rotation/role-credentials.ts";
import { errorText, jsonAnswer } from "./container-answer.ts";
import type { RateLimit } from "./rate-limit.ts";

export interface PodIdentityAgentParts {
  /**
   * Exchanges the token of a pod's service account.
   * @throws CredentialsRefused with the server's code where it says no.
   */
  readonly fetchCredentials: (token: string) => Promise<RoleCredentials>;
  readonly sources: CredentialSources;
  readonly sender: SenderRules;
  readonly limit: RateLimit;
  readonly clock: () => number;
  /** For an answer that somebody may ask about. */
  readonly requestIdOf: (head: RequestHead) => string;
}

const PATH = "/v1/credentials";
/** A service account's token has a kilobyte or two. */
const LONGEST_TOKEN = 16_384;

export function isPodIdentityPath({ rawPath }: RequestHead): boolean {
  return rawPath === PATH;
}

/**
 * The agent of EKS Pod Identity: a pod shows its service account's token, as it is, in the Authorization header.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export function createPodIdentityAgent(parts: PodIdentityAgentParts): (head: RequestHead) => Promise<Answer> {
  return async (head) => {
    if (judgeSender(head, parts.sender) !== undefined) {
      return errorText(
        403,
        "Access Denied. Called agent through invalid address, please use the address that this agent was given.",
      );
    }
    if (head.method !== "GET") return errorText(405, "Method Not Allowed");
    if (!parts.limit.take()) return errorText(429, "Too Many Requests");
    const [authorization = "", second] = head.headers.authorization ?? [];
    // Files of tokens end in a newline here and there, and clients send it.
    const token = authorization.trim();
    const problem = second === undefined ? tokenProblem(token, parts.clock()) : "it was sent twice";
    if (problem !== undefined) return errorText(400, `Service account token: ${problem}`);
    try {
      const source = parts.sources.of(`pod ${digest(token)}`, () => parts.fetchCredentials(token));
      return jsonAnswer(200, podCredentials(await source.get()));
    } catch (error) {
      return refuse(error, parts.requestIdOf(head));
    }
  };
}

/** What the agent sees by itself, without the keys of who issued it: the server verifies. */
function tokenProblem(token: string, nowMs: number): string | undefined {
  if (token === "") return "the Authorization header is missing";
  if (token.length > LONGEST_TOKEN) return "it is too long";
  const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token) ?? [];
  if (payload === undefined) return "it is no JSON web token";
  const claims = parseJson(Buffer.from(payload, "base64url").toString("utf8"));
  if (claims === undefined) return "its claims are no JSON";
  return typeof claims.exp === "number" && claims.exp * 1_000 <= nowMs ? "it has expired" : undefined;
}

function parseJson(text: string): { readonly exp?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function podCredentials(keys: RoleCredentials): object {
  return {
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    Token: keys.sessionToken,
    AccountId: keys.accountId,
    Expiration: formatTime(keys.expiresAtMs),
  };
}

function refuse(error: unknown, requestId: string): Answer {
  if (!(error instanceof CredentialsRefused))
    return errorText(500, `[${requestId}]: The server does not answer.`);
  const { status, code, message } = error;
  return errorText(
    status,
    `[${requestId}]: (${code}): ${message}, fault: ${status < 500 ? "client" : "server"}`,
  );
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
