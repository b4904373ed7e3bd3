/** What a statement's Resource or NotResource says, in words. */
import type { PolicyKind, StringElement } from "../document/policy.ts";
import { showText } from "../explain/paint.ts";
import type { AccessReference } from "./access-levels.ts";
import { joinWords } from "./list-words.ts";
import { labelService } from "./service-label.ts";

export interface ResourceScope {
  /**
   * `all`: Resource `*`. `attached`: no Resource stands, so that it is what the policy is attached to. `none`: no resource
   * matches. Otherwise only the values, or all but the values.
   */
  readonly kind: "all" | "attached" | "none" | "only" | "allBut";
  /** As written. */
  readonly values: readonly string[];
  /** `photos/*`, or how many there are; `the role` of a trust policy; empty for `all` and `none`. */
  readonly words: string;
}

const NAMED_MAX = 2;
const NAME_LENGTH_MAX = 80;

export function readResourceScope(
  element: StringElement | undefined,
  reference: AccessReference,
  kind: PolicyKind,
): ResourceScope {
  if (element === undefined) {
    return { kind: "attached", values: [], words: kind === "trust" ? "the role" : "what it is attached to" };
  }
  const { negated, values } = element;
  const isEverything = values.some((value) => /^\*+$/.test(value));
  const isNothing = negated ? isEverything : values.length === 0;
  if (isNothing) return { kind: "none", values, words: "" };
  if (isEverything || values.length === 0) return { kind: "all", values, words: "" };
  return { kind: negated ? "allBut" : "only", values, words: wordsOf(values, reference) };
}

function wordsOf(values: readonly string[], reference: AccessReference): string {
  const names = [...new Set(values.map((value) => showText(nameResource(value, reference))))];
  if (names.length <= NAMED_MAX && names.every((name) => name.length <= NAME_LENGTH_MAX))
    return joinWords(names);
  const isPattern = values.some((value) => /[*?$]/.test(value));
  return `${values.length} ${isPattern ? "patterns of resources" : "resources"}`;
}

/** The part of an ARN behind service, region and account; these are told where nothing else would be. */
function nameResource(value: string, reference: AccessReference): string {
  const [scheme, , service = "", region = "", account = "", ...rest] = value.split(":");
  const resource = rest.join(":");
  if (scheme !== "arn" || rest.length === 0) return value;
  if (!/^[*?:/]*$/.test(resource)) return resource;
  const isAny = (part: string) => /^\**$/.test(part);
  const whose = isAny(account) ? "" : ` of account ${account}`;
  const where = isAny(region) ? "" : ` in ${region}`;
  const label = /[*?]/.test(service) ? "" : ` of ${labelService(service.toLowerCase(), reference)}`;
  return `any ${resource === "*" || resource === "" ? "" : `${resource} `}resource${label}${whose}${where}`;
}
