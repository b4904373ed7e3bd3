/**
 * What a token wants its session to be like: tags, source identity, the roles it may have. Source: IAM User Guide, "Pass session tags in
 * AWS STS", "Monitor and control actions taken with assumed roles"; the words are recorded.
 */
import { type Arn, parseArn, toArn } from "@rolecall/names";
import { isJsonObject, type JsonObject, memberOf } from "../json-object.ts";
import { isSessionTag, isSourceIdentity } from "../session-texts.ts";
import { invalid } from "./token-refusal.ts";

const NAMESPACE = "https://aws.amazon.com/";

export interface SessionWishes {
  /** In the order in which the token has them. A key may come twice: who joins them refuses it. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
  /** The roles that the identity provider allows; absent where it says nothing of roles. */
  readonly roles?: readonly Arn[];
}

/** @throws TokenRefusal where what stands there is of no form that is taken */
export function readSessionWishes(claims: JsonObject): SessionWishes {
  const roles = readRoles(memberOf(claims, `${NAMESPACE}roles`));
  const sourceIdentity = readSourceIdentity(memberOf(claims, `${NAMESPACE}source_identity`));
  return {
    ...readTags(claims),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    ...(roles !== undefined && { roles }),
  };
}

const tagsMalformed = () => invalid("Session tags passed in claim are not in correct format.");
const principalTagsMalformed = () => invalid("principal_tags passed in claim is not in correct format.");

const FLAT_TAG = `${NAMESPACE}tags/principal_tags/`;
const FLAT_TRANSITIVE = `${NAMESPACE}tags/transitive_tag_keys`;

/** Nested in one claim, or flattened into one claim a tag for providers that cannot nest. */
function readTags(claims: JsonObject): Pick<SessionWishes, "tags" | "transitiveTagKeys"> {
  const nested = memberOf(claims, `${NAMESPACE}tags`);
  if (nested !== undefined && !isJsonObject(nested)) throw tagsMalformed();
  const principalTags = nested && memberOf(nested, "principal_tags");
  if (principalTags !== undefined && !isJsonObject(principalTags)) throw principalTagsMalformed();
  const tags = Object.entries(principalTags ?? {}).map(([key, value]) => readTag(key, valueInList(value)));
  for (const [name, value] of Object.entries(claims)) {
    if (name.startsWith(FLAT_TAG)) tags.push(readTag(name.slice(FLAT_TAG.length), value));
  }
  const transitive = [
    ...readKeys(nested && memberOf(nested, "transitive_tag_keys")),
    ...readKeys(memberOf(claims, FLAT_TRANSITIVE)),
  ];
  return { tags, transitiveTagKeys: transitive };
}

function valueInList(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : undefined;
}

function readTag(key: string, value: unknown): SessionWishes["tags"][number] {
  if (typeof value !== "string" || !isSessionTag(key, value)) throw principalTagsMalformed();
  return { key, value };
}

function readKeys(value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((each) => typeof each === "string")) throw tagsMalformed();
  return value;
}

/** What AWS says of one that is not taken is not recorded. */
function readSourceIdentity(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !isSourceIdentity(value))
    throw invalid("source_identity passed in claim is not in correct format.");
  return value;
}

/** ARNs behind semicolons or in a list; what is no text in the list is passed over, and null is as if it were not there (recorded). */
function readRoles(value: unknown): readonly Arn[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" && !Array.isArray(value))
    throw invalid("The roles claim is not in a supported format");
  const listed: readonly unknown[] =
    typeof value === "string" ? value.split(";").map((each) => each.trim()) : value;
  const roles = listed.filter(
    (each): each is string => typeof each === "string" && parseArn("role", each) !== undefined,
  );
  if (roles.length === 0) throw invalid("The roles claim contains no valid role ARNs");
  return roles.map(toArn);
}

/** @throws TokenRefusal where the provider allows roles, and not this one: letters count, and nothing stands for anything else */
export function checkRoleWished({ roles }: SessionWishes, roleArn: string): void {
  if (roles === undefined || roles.some((each) => each === roleArn)) return;
  throw invalid("The target role ARN is not present in the roles claim of the identity token");
}
