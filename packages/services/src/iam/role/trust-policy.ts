/**
 * Trust policies name principals by ARN but mean the principal that has the ARN when the policy is saved.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", notes on role and user principals.
 */

import type { UniqueId } from "@rolecall/names";
import type { Call, ServiceError } from "@rolecall/operations";
import { isServicePrincipal, type Policy, parsePolicy } from "@rolecall/policy";
import type { ReadTransaction, RoleRecord } from "@rolecall/store";
import { malformedPolicyDocument } from "../error.ts";
import { checkPolicyDocument, checkPolicySize, encodeDocument } from "../policy-document.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { checkStoredText } from "../stored-text.ts";
import { currentArn, explainUnknown, resolvePrincipal } from "./trust-principal.ts";

type TrustFields = Pick<RoleRecord, "trustPolicy" | "trustPrincipals">;

/**
 * Checks a trust policy and finds out who its principals are now.
 * @throws MalformedPolicyDocument where AWS would refuse the text or a principal is not there, LimitExceeded where it is too long
 */
export async function readTrustPolicy(
  { tx, env }: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  text: string,
): Promise<TrustFields> {
  checkPolicyDocument(text, "trust");
  checkPolicySize(text, "ACLSizePerRole", IAM_QUOTAS.of(env).TrustPolicySize);
  checkStoredText([text], IAM_QUOTAS.of(env).StoredTrustPolicyText, "a trust policy");
  const policy = parseTrust(text);
  await refuseUnknownServices(tx, policy);
  const ids = new Map<string, UniqueId>();
  for (const value of principalsOf(policy, "AWS")) {
    const principal = await resolvePrincipal({ tx, env }, value);
    if (principal === "unknown") throw await invalidPrincipal(tx, value);
    if (principal.id !== undefined) ids.set(value, principal.id);
  }
  return { trustPolicy: text, trustPrincipals: Object.fromEntries(ids) };
}

async function invalidPrincipal(tx: ReadTransaction, value: string): Promise<ServiceError> {
  const error = malformedPolicyDocument(`Invalid principal in policy: "AWS":${JSON.stringify(value)}`);
  const remedy = await explainUnknown(tx, value);
  return remedy === undefined ? error : error.withRemedy(remedy);
}

/**
 * The trust policy as AWS shows it, encoded: a principal that was renamed by its ARN of today, one that was deleted by its
 * unique id.
 */
export async function showTrustPolicy(tx: ReadTransaction, role: TrustFields): Promise<string> {
  const renamed = new Map<string, string>();
  for (const [written, id] of Object.entries(role.trustPrincipals)) {
    const shown = (await currentArn(tx, id)) ?? id;
    if (shown !== written) renamed.set(written, shown);
  }
  return encodeDocument(renamed.size === 0 ? role.trustPolicy : replacePrincipals(role.trustPolicy, renamed));
}

function parseTrust(text: string): Policy {
  const parsed = parsePolicy(text, "trust");
  if (!parsed.ok) throw new Error("A checked trust policy does not parse.");
  return parsed.policy;
}

function principalsOf(policy: Policy, wanted: "AWS" | "Service"): ReadonlySet<string> {
  const entries = policy.statements.flatMap(({ principal }) => principal?.entries ?? []);
  return new Set(entries.filter(({ type }) => type === wanted).map(({ value }) => value));
}

/** AWS knows its own; of others there are those that were registered here. @throws MalformedPolicyDocument in AWS's words */
async function refuseUnknownServices(tx: ReadTransaction, policy: Policy): Promise<void> {
  for (const value of principalsOf(policy, "Service")) {
    if (isServicePrincipal(value) || (await tx.registeredServices.byId(value)) !== undefined) continue;
    const message = `Invalid principal in policy: "SERVICE":${JSON.stringify(value)}`;
    throw malformedPolicyDocument(message).withRemedy(
      `No service of that name is registered here: rolecall:RegisterService, or services in the seed (docs/services.md).`,
    );
  }
}

const JSON_STRING = /"(?:[^"\\]|\\.)*"/g;

/** Changes the principals alone, so that the rest of the text stays as it was sent. */
function replacePrincipals(text: string, shown: ReadonlyMap<string, string>): string {
  let result = "";
  let at = 0;
  for (const { principal } of parseTrust(text).statements) {
    if (principal === undefined) continue;
    const { start, end } = principal.span;
    const element = text.slice(start, end).replace(JSON_STRING, (literal) => {
      const replacement = shown.get(JSON.parse(literal));
      return replacement === undefined ? literal : JSON.stringify(replacement);
    });
    result += text.slice(at, start) + element;
    at = end;
  }
  return result + text.slice(at);
}
