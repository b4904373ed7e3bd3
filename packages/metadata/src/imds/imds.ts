import type { Answer, Headers, RequestHead } from "@rolecall/edge";
import { errorAnswer, itemAnswer, methodAnswer, tokenAnswer } from "./imds-answer.ts";
import type { InstanceMetadataOptions } from "./instance-description.ts";
import { judgeSender, type SenderProblem, type SenderRules } from "./judge-sender.ts";
import { findNode, isFolder, listFolder, type MetadataFolder, UNAVAILABLE } from "./metadata-tree.ts";
import { type MetadataPath, readPath, VERSION_LIST } from "./path.ts";
import type { SessionTokens } from "./session-token.ts";

export interface ImdsParts {
  readonly tokens: SessionTokens;
  readonly sender: SenderRules;
  /** As they are now. */
  readonly options: () => Pick<InstanceMetadataOptions, "isEnabled" | "allowsVersion1">;
  /** What stands under `/latest`, as version 1 or 2 sees it. */
  readonly treeOf: (version: 1 | 2) => MetadataTree;
  /** Told why somebody was refused, for who runs the service. */
  readonly onRefused: (problem: SenderProblem, head: RequestHead) => void;
}

export interface MetadataTree {
  readonly root: MetadataFolder;
  readonly modifiedAtMs: number;
}

const TTL_HEADER = "x-aws-ec2-metadata-token-ttl-seconds";
const TOKEN_HEADER = "x-aws-ec2-metadata-token";
const TOKEN_METHODS = "OPTIONS, PUT";
const MOST_TTL_SECONDS = 21_600;

/**
 * EC2's instance metadata service: version 2 with tokens, and version 1 where it is allowed. It never redirects.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
 */
export function createImds(parts: ImdsParts): (head: RequestHead) => Promise<Answer> {
  return async (head) => {
    const problem = judgeSender(head, parts.sender);
    if (problem !== undefined) {
      parts.onRefused(problem, head);
      return errorAnswer(403);
    }
    if (!parts.options().isEnabled) return errorAnswer(403);
    const path = readPath(head.rawPath);
    if (path !== undefined && path !== "root" && isTokenPath(path)) return answerToken(parts, head, path);
    if (head.method !== "GET" && head.method !== "HEAD") return methodAnswer(405, "GET, HEAD");
    const ttlSeconds = judgeToken(parts, head.headers);
    if (ttlSeconds === "refused") return errorAnswer(401);
    return answerItem(parts.treeOf(ttlSeconds === undefined ? 1 : 2), path, ttlSeconds);
  };
}

function isTokenPath({ segments }: MetadataPath): boolean {
  return segments.length === 2 && segments[0] === "api" && segments[1] === "token";
}

function answerToken({ tokens }: ImdsParts, { method, headers }: RequestHead, path: MetadataPath): Answer {
  if (method === "OPTIONS") return methodAnswer(200, TOKEN_METHODS);
  if (method !== "PUT") return methodAnswer(405, TOKEN_METHODS);
  if (!path.isLatest) return errorAnswer(403);
  const ttlSeconds = readTtl(headers[TTL_HEADER]);
  if (ttlSeconds === undefined) return errorAnswer(400);
  return tokenAnswer(tokens.issue(ttlSeconds), ttlSeconds);
}

function readTtl([value = "", second]: readonly string[] = []): number | undefined {
  if (second !== undefined || !/^\d{1,5}$/.test(value)) return undefined;
  const seconds = Number(value);
  return seconds >= 1 && seconds <= MOST_TTL_SECONDS ? seconds : undefined;
}

/**
 * The seconds that are left of a request's token; undefined for one of version 1 that is allowed. Either header of version 2 makes a request one
 * of it.
 */
function judgeToken({ tokens, options }: ImdsParts, headers: Headers): number | undefined | "refused" {
  const [token, second] = headers[TOKEN_HEADER] ?? [];
  const isVersion2 = token !== undefined || headers[TTL_HEADER] !== undefined;
  if (!isVersion2) return options().allowsVersion1 ? undefined : "refused";
  return token === undefined || second !== undefined ? "refused" : (tokens.secondsLeft(token) ?? "refused");
}

async function answerItem(
  { root, modifiedAtMs }: MetadataTree,
  path: MetadataPath | "root" | undefined,
  ttlSeconds: number | undefined,
): Promise<Answer> {
  if (path === undefined) return errorAnswer(404);
  if (path === "root") return itemAnswer({ body: VERSION_LIST, modifiedAtMs }, ttlSeconds);
  const node = findNode(root, path.segments);
  if (node === undefined) return errorAnswer(404);
  if (isFolder(node)) return itemAnswer({ body: listFolder(node), modifiedAtMs }, ttlSeconds);
  const item = typeof node === "string" ? node : await node();
  if (item === undefined) return errorAnswer(404);
  if (item === UNAVAILABLE) return errorAnswer(503);
  if (typeof item === "string") return itemAnswer({ body: item, modifiedAtMs }, ttlSeconds);
  return itemAnswer(item, ttlSeconds);
}
