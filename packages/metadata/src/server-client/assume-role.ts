import { type SigningCredentials, signRequest } from "@rolecall/sigv4";
import { CredentialsRefused, type RoleCredentials } from "../rotation/role-credentials.ts";
import { isPassing, type Send, type ServerAnswer, ServerAway } from "./send.ts";

export interface AssumeRoleParts {
  readonly send: Send;
  readonly endpoint: URL;
  /** What the request is signed for. */
  readonly region: string;
  /** Who asks; read anew for each question, since it may rotate too. */
  readonly callerCredentials: () => SigningCredentials;
  readonly roleArn: string;
  readonly sessionName: string;
  /** Undefined: what STS takes, an hour. */
  readonly durationSeconds?: number | undefined;
  readonly externalId?: string | undefined;
  readonly clock: () => number;
}

/**
 * Asks STS for a session of a role.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 * @throws CredentialsRefused where STS says no; Error where it cannot be asked
 */
export async function assumeRole(parts: AssumeRoleParts): Promise<RoleCredentials> {
  const issuedAtMs = parts.clock();
  const answer = await parts.send(signedRequest(parts, issuedAtMs));
  if (answer.status !== 200) throw refusalOf(answer, issuedAtMs);
  const secret = (name: string) => requireElement(answer.text, name);
  return {
    accessKeyId: secret("AccessKeyId"),
    secretAccessKey: secret("SecretAccessKey"),
    sessionToken: secret("SessionToken"),
    issuedAtMs,
    expiresAtMs: requireTime(secret("Expiration")),
    roleArn: parts.roleArn,
    accountId: parts.roleArn.split(":")[4] ?? "",
  };
}

function signedRequest(parts: AssumeRoleParts, nowMs: number) {
  const { endpoint: url, region, durationSeconds, externalId } = parts;
  const form = new URLSearchParams({
    Action: "AssumeRole",
    Version: "2011-06-15",
    RoleArn: parts.roleArn,
    RoleSessionName: parts.sessionName,
    ...(durationSeconds !== undefined && { DurationSeconds: String(durationSeconds) }),
    ...(externalId !== undefined && { ExternalId: externalId }),
  });
  const body = Buffer.from(form.toString());
  const headers = { host: url.host, "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const signed = signRequest(
    { method: "POST", rawPath: url.pathname, rawQuery: "", headers: lists, payload: body },
    { credentials: parts.callerCredentials(), region, service: "sts", nowMs },
  );
  return { url, headers: { ...headers, ...signed }, body };
}

function refusalOf({ status, text }: ServerAnswer, atMs: number): Error {
  const code = element(text, "Code");
  const message = element(text, "Message") ?? "";
  if (code === undefined || isPassing(status, code)) {
    return new ServerAway(code === undefined ? `HTTP ${status}, which is not STS.` : `${code}: ${message}`);
  }
  return new CredentialsRefused({ code, message, status, atMs });
}

function requireElement(text: string, name: string): string {
  const value = element(text, name);
  if (value === undefined) throw new ServerAway(`An answer without ${name}, which is not STS.`);
  return value;
}

function requireTime(text: string): number {
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs))
    throw new ServerAway("An answer with an Expiration that is no time, which is not STS.");
  return timeMs;
}

/** What STS writes is flat and known: the first element of a name has no markup inside. */
function element(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found?.replaceAll(/&(lt|gt|quot|apos|amp|#(\d+)|#x([\da-f]+));/gi, (_, entity, decimal, hex) =>
    decimal || hex
      ? String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal ? 10 : 16))
      : (ENTITIES[entity] ?? ""),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
