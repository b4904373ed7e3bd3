/** Whose temporary credentials a broker shows. Source: IAM User Guide, "Enable custom identity broker access to the AWS console". */
import { AuthenticationError, authenticate, type IdentifiedCaller } from "@rolecall/access";
import { parseAuthorization, signRequest } from "@rolecall/sigv4";
import type { Installation } from "../../installation/installation.ts";

export interface SessionCredentials {
  readonly sessionId: string;
  readonly sessionKey: string;
  readonly sessionToken: string;
}

const MEMBERS = ["sessionId", "sessionKey", "sessionToken"] as const;
/** Longer than any session token is. */
const TEXT_MAX = 65_536;

/** Undefined for what is no JSON of the three texts. */
export function readSession(text: string | null): SessionCredentials | undefined {
  if (text === null || text.length > 2 * TEXT_MAX) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const members = value as Readonly<Record<string, unknown>>;
  const isText = (name: string) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    return typeof member === "string" && member !== "" && member.length <= TEXT_MAX;
  };
  return MEMBERS.every(isText) ? (members as unknown as SessionCredentials) : undefined;
}

/**
 * Who has them, by the very verification of requests: one is signed with them here. Whatever is wrong with them, or has ended, is wrong here too.
 * @returns undefined where they prove nothing
 */
export async function callerOf(
  installation: Installation,
  { sessionId, sessionKey, sessionToken }: SessionCredentials,
  nowMs: number,
): Promise<IdentifiedCaller | undefined> {
  const request = {
    method: "POST",
    rawPath: "/",
    rawQuery: "",
    headers: { host: ["signin"] },
    payload: Buffer.alloc(0),
  };
  const credentials = { accessKeyId: sessionId, secretAccessKey: sessionKey, sessionToken };
  const { homeRegion: region } = installation;
  const headers: Record<string, readonly string[]> = { ...request.headers };
  const signed = signRequest(request, { credentials, region, service: "sts", nowMs });
  for (const [name, value] of Object.entries(signed)) headers[name] = [value];
  const whole = { ...request, headers };
  const { claim } = parseAuthorization(whole);
  if (claim === undefined) return undefined;
  try {
    return await authenticate(whole, claim, { verifying: installation, service: "sts", nowMs });
  } catch (error) {
    if (error instanceof AuthenticationError) return undefined;
    throw error;
  }
}
