/** What a verified token says, as a trust policy can ask for it. */
import { isJsonObject, type JsonObject, memberOf } from "../json-object.ts";
import { claimKeysOf, KEPT_KEYS } from "./claim-keys.ts";
import type { IdentityClaims } from "./identity-claims.ts";

/** As a request's context has it: a list for keys of several values alone. */
export type KeyValue = string | readonly string[];

export interface TokenKeys {
  /** All that the trust policy sees. INVARIANT: in lower case. */
  readonly all: ReadonlyMap<string, KeyValue>;
  /** Those that stay with the session. INVARIANT: in lower case. */
  readonly kept: ReadonlyMap<string, KeyValue>;
}

/**
 * The condition keys that a token fills. `iss` and claims that AWS does not list never become keys.
 * @param location the provider's, as it was registered: its letters count in claims, not in keys
 */
export function conditionKeys(location: string, identity: IdentityClaims, claims: JsonObject): TokenKeys {
  const prefix = location.toLowerCase();
  const { audience, originalAudience, subject } = identity;
  const entries: (readonly [name: string, value: KeyValue | undefined])[] = [
    ["aud", audience],
    ["oaud", originalAudience],
    ["sub", subject],
    ["amr", textsOf(memberOf(claims, "amr"))],
    ["email", textOf(memberOf(claims, "email"))],
  ];
  for (const name of claimKeysOf(location).names) entries.push([name, textOf(claimAt(claims, name))]);
  const all = new Map<string, KeyValue>();
  const kept = new Map<string, KeyValue>();
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    const key = `${prefix}:${name}`;
    all.set(key, value);
    if (KEPT_KEYS.some((each) => each === name)) kept.set(key, value);
  }
  return { all, kept };
}

/** A claim of the very name; else what the objects on the way to it have: `google/organization_number`. */
function claimAt(claims: JsonObject, name: string): unknown {
  const own = memberOf(claims, name);
  const slash = name.indexOf("/");
  if (own !== undefined || slash < 0) return own;
  const inner = memberOf(claims, name.slice(0, slash));
  return isJsonObject(inner) ? claimAt(inner, name.slice(slash + 1)) : undefined;
}

/** Truth values and whole numbers as their text. Lists and objects are no single value, so that their key is absent. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || Number.isSafeInteger(value) ? String(value) : undefined;
}

/** Absent where there are none: a list without values would count as there. */
function textsOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((each) => typeof each === "string");
  return texts.length === 0 ? undefined : texts;
}
