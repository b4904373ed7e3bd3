import type { FindingList } from "./finding-list.ts";
import { KIND_RULES } from "./kind-rules.ts";
import type { Span } from "./span.ts";

/** A service prefix. */
const VENDOR = /^[A-Za-z0-9.-]+$/;

/** Everything, in two ways; elsewhere the prefix has to be spelled out. */
const EVERY_ACTION: ReadonlySet<string> = new Set(["*", "*:*"]);

/** What nearly every action looks like. */
const PLAIN_ACTION = /^[A-Za-z0-9.-]+:[^:]*$/;

/** IAM User Guide, "Roles terms and concepts" and "Pass session tags": what a trust policy can grant. */
const TRUST_ACTIONS: readonly string[] = [
  "sts:assumerole",
  "sts:assumerolewithsaml",
  "sts:assumerolewithwebidentity",
  "sts:tagsession",
  "sts:setsourceidentity",
  "sts:setcontext",
];

/** Refuses an action that AWS refuses: `service:Name`, with wildcards in the name, or `*` alone. */
export function checkAction(value: string, span: Span, findings: FindingList): undefined {
  if (KIND_RULES[findings.kind].actions === "sts") return checkTrustAction(value, span, findings);
  if (EVERY_ACTION.has(value) || PLAIN_ACTION.test(value)) return;
  const colon = value.indexOf(":");
  if (colon < 0) return refuseVendorless(value, span, findings);
  if (value.indexOf(":", colon + 1) >= 0) return refuseColons(value, span, findings);
  const vendor = value.slice(0, colon);
  // In what others save, every service's actions of one name are still taken.
  if (vendor === "*" && !findings.isForIam) return;
  if (/[*?]/.test(vendor)) return refuseVendorPattern(value, span, findings);
  if (!VENDOR.test(vendor)) refuseVendor(vendor, span, findings);
}

function checkTrustAction(value: string, span: Span, findings: FindingList): undefined {
  const pattern = value.toLowerCase();
  const wildcard = pattern.search(/[*?]/);
  const literal = wildcard < 0 ? pattern : pattern.slice(0, wildcard);
  const isSts = pattern.startsWith("sts:");
  const couldMatch = (action: string) => (wildcard < 0 ? action === pattern : action.startsWith(literal));
  if (isSts && TRUST_ACTIONS.some(couldMatch)) return;
  findings.refuse("actionNotSts", {
    span,
    message: `${JSON.stringify(value)} is not an action by which a role is assumed.`,
    suggestion:
      'Use "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML" or "sts:TagSession".',
  });
}

function refuseVendorless(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("actionWithoutVendor", {
    span,
    message: `The action ${JSON.stringify(value)} does not say whose it is.`,
    suggestion: 'Write "service:Action", such as "s3:GetObject".',
  });
}

function refuseColons(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("actionColons", {
    span,
    message: `The action ${JSON.stringify(value)} has more than one colon.`,
  });
}

function refuseVendorPattern(value: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("actionVendorWildcard", {
    span,
    message: `The action ${JSON.stringify(value)} has a wildcard in the prefix of the service.`,
    suggestion: 'Spell the prefix out, such as "s3:Get*"; "*" alone is every action.',
  });
}

function refuseVendor(vendor: string, span: Span, findings: FindingList): undefined {
  return findings.refuse("actionVendor", {
    span,
    message: `${JSON.stringify(vendor)} is not the prefix of a service.`,
    subject: vendor,
  });
}
