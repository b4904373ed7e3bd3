import type { Answer, RequestHead } from "@rolecall/edge";
import { judgeSender, type SenderRules } from "../imds/judge-sender.ts";
import type { CredentialSource } from "../rotation/credential-source.ts";
import { CredentialsRefused } from "../rotation/role-credentials.ts";
import { errorJson, jsonAnswer } from "./container-answer.ts";
import type { RateLimit } from "./rate-limit.ts";
import { refuseFetching, taskCredentials } from "./task-credentials.ts";
import { containerMetadata, type TaskDescription, taskMetadata } from "./task-metadata.ts";

/** What is known of tasks, by the secret id in their containers' paths. */
export interface TaskServer {
  /** @throws CredentialsRefused for an id that no task has; Error where that is not known yet. */
  sourceOf(id: string): CredentialSource;
  /** @throws CredentialsRefused for an id that no task has. */
  describe(id: string): Promise<TaskDescription>;
}

export interface EcsAgentParts {
  readonly server: TaskServer;
  readonly sender: SenderRules;
  readonly limit: RateLimit;
}

const ROUTE = /^\/(v[1-4])\/(?:credentials(?:\/([^/]*))?|([^/]+)(\/task)?)\/?$/;
const LONGEST_ID = 128;

/** Whether a path is one of the agent's. Without an id in the query `/v1/credentials` is that of pods. */
export function isEcsPath({ rawPath, rawQuery }: RequestHead): boolean {
  if (rawPath === "/v1/credentials") return new URLSearchParams(rawQuery).has("id");
  return /^\/(?:v2\/credentials(?:\/|$)|v[34]\/)/.test(rawPath);
}

/**
 * The agent of ECS: credentials of tasks (`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`) and their metadata (`ECS_CONTAINER_METADATA_URI_V4`). Who
 * asks is told by an id that only the task knows.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function createEcsAgent(parts: EcsAgentParts): (head: RequestHead) => Promise<Answer> {
  return async (head) => {
    if (judgeSender(head, parts.sender) !== undefined) {
      return errorJson(403, "AccessDenied", "This request was not sent by a container.");
    }
    if (head.method !== "GET") return errorJson(405, "MethodNotAllowed", "It is read by GET.");
    if (!parts.limit.take()) return errorJson(429, "TooManyRequests", "Too many requests a second.");
    const [, version, idInPath, metadataId, task] = ROUTE.exec(head.rawPath) ?? [];
    if (version === undefined) return errorJson(404, "NotFound", "Nothing is here.");
    if (metadataId !== undefined) return describe(parts, metadataId, task !== undefined);
    const id = version === "v1" ? new URLSearchParams(head.rawQuery).get("id") : idInPath;
    return credentialsOf(parts, id ?? "", version.toUpperCase());
  };
}

async function credentialsOf({ server }: EcsAgentParts, id: string, version: string): Promise<Answer> {
  const prefix = `Credentials${version}Request`;
  if (id === "") return errorJson(400, "NoIdInRequest", `${prefix}: No ID in the request`);
  const unknown = () => errorJson(400, "InvalidIdInRequest", `${prefix}: ID not found`);
  if (id.length > LONGEST_ID) return unknown();
  try {
    return jsonAnswer(200, taskCredentials(await server.sourceOf(id).get()));
  } catch (error) {
    if (error instanceof CredentialsRefused && error.code === "InvalidIdInRequest") return unknown();
    return refuseFetching(error);
  }
}

async function describe({ server }: EcsAgentParts, id: string, wantsTask: boolean): Promise<Answer> {
  if (id.length > LONGEST_ID) return errorJson(404, "NotFound", "No container has this id.");
  try {
    const description = await server.describe(id);
    return jsonAnswer(200, wantsTask ? taskMetadata(description) : containerMetadata(description));
  } catch (error) {
    if (error instanceof CredentialsRefused) return errorJson(404, "NotFound", "No container has this id.");
    return errorJson(500, "InternalServerError", "The server does not answer.");
  }
}
