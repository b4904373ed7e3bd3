/**
 * Providers whose users bring OAuth access tokens in the place of ID tokens, and the condition keys that say whose they are. Source: STS
 * API Reference, AssumeRoleWithWebIdentity, ProviderId; IAM User Guide, "IAM and AWS STS condition context keys".
 */
import type { AccessTokenIdentity } from "./introspection.ts";

interface KeyNames {
  readonly application: string;
  readonly user: string;
}

const KEY_NAMES = {
  "www.amazon.com": { application: "app_id", user: "user_id" },
  "graph.facebook.com": { application: "app_id", user: "id" },
} as const satisfies Readonly<Record<string, KeyNames>>;

/** As a Principal element names it. */
export type AccessTokenProvider = keyof typeof KEY_NAMES;

export const ACCESS_TOKEN_PROVIDERS = Object.keys(KEY_NAMES) as readonly AccessTokenProvider[];

export function isAccessTokenProvider(text: string): text is AccessTokenProvider {
  return Object.hasOwn(KEY_NAMES, text);
}

/** What trust policies see of a token, and what stays with the session. INVARIANT: keys are in lower case. */
export function accessTokenKeys(
  provider: AccessTokenProvider,
  { appId, userId }: AccessTokenIdentity,
): ReadonlyMap<string, string> {
  const { application, user } = KEY_NAMES[provider];
  return new Map([
    [`${provider}:${application}`, appId],
    [`${provider}:${user}`, userId],
  ]);
}
