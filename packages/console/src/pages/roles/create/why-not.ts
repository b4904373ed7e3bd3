import { validatePolicy } from "@rolecall/policy";
import type { RoleDraft } from "./role-draft.ts";
import { needsSubject, trustPolicyText } from "./trust-policy.ts";

/** IAM's `roleNameType`. */
const NAME = /^[\w+=,.@-]{1,64}$/;
/** IAM's `externalIdType`. */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
const DESCRIPTION_MAX = 1_000;

/** Why the first step is not done, in a sentence; undefined where it is. */
export function whyNotTrust(draft: RoleDraft, accountId: string): string | undefined {
  const missing = MISSING[draft.kind](draft);
  if (missing !== undefined) return missing;
  const errors = validatePolicy(trustPolicyText(draft, accountId), "trust", { accountId }).filter(
    ({ severity }) => severity === "error",
  );
  return errors[0] && `The trust policy has an error: ${errors[0].message}`;
}

const MISSING: Readonly<Record<RoleDraft["kind"], (draft: RoleDraft) => string | undefined>> = {
  service: () => undefined,
  account({ account: { isOther, accountId, asksExternalId, externalId } }) {
    if (isOther && !/^\d{12}$/.test(accountId.replace(/[\s-]/g, "")))
      return "The account has 12 digits; it is no name and no *.";
    if (asksExternalId && !EXTERNAL_ID.test(externalId))
      return "The external ID has 2 to 1,224 letters, digits and +=,.@:/_-.";
    return undefined;
  },
  webIdentity({ webIdentity: { providerArn, audience, subject } }) {
    if (providerArn === "") return "Choose a provider.";
    if (audience === "") return "Choose an audience.";
    if (needsSubject(providerArn) && subject.trim() === "")
      return "Say whose tokens: without a subject, everybody who uses that provider could assume the role.";
    if (needsSubject(providerArn) && /^[*?]+$/.test(subject.trim()))
      return "A subject of * alone lets everybody who uses that provider assume the role.";
    return undefined;
  },
  saml: ({ samlProviderArn }) => (samlProviderArn === "" ? "Choose a provider." : undefined),
  custom: () => undefined,
};

/** Why IAM would refuse this name; undefined where it would not, as far as its form goes. */
export function whyNotName(name: string): string | undefined {
  if (name === "") return "The role needs a name.";
  if (name.length > 64) return `${name.length} of 64 characters.`;
  return NAME.test(name) ? undefined : "Letters, digits and +=,.@_- alone; no blanks.";
}

export function whyNotDescription(description: string): string | undefined {
  return description.length > DESCRIPTION_MAX
    ? `${description.length} of ${DESCRIPTION_MAX} characters.`
    : undefined;
}
