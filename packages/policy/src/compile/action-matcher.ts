/**
 * Action and NotAction: IAM User Guide, "IAM JSON policy elements: Action". Prefix and name are compared without regard
 * to case; `*` and `?` may stand anywhere; policy variables may not. Values are grouped by service, so that an action is
 * compared with its own service's values alone.
 */
import { Pattern } from "../arn/pattern.ts";
import type { RequestContext } from "../decide/request.ts";
import type { StringElement } from "../document/policy.ts";
import { parseTemplate } from "../variable/template.ts";

/** The key of the group whose wildcards stand before the colon, so that any service may be meant. */
const ANY_SERVICE = "";

interface ActionGroup {
  readonly names: Set<string>;
  readonly patterns: Pattern[];
}

export class ActionMatcher {
  /** Actions of any service may match. */
  readonly spansServices: boolean;
  readonly matchesEverything: boolean;
  private readonly negated: boolean;
  private readonly groups = new Map<string, ActionGroup>();

  constructor(element: StringElement) {
    this.negated = element.negated;
    for (const value of element.values) this.add(value.toLowerCase());
    const matchesAll =
      this.groups.get(ANY_SERVICE)?.patterns.some((pattern) => pattern.matchesEverything) ?? false;
    this.spansServices = this.negated || this.groups.has(ANY_SERVICE);
    this.matchesEverything = matchesAll && !this.negated;
  }

  /** The services that values name, in lower case. */
  get services(): readonly string[] {
    return [...this.groups.keys()].filter((service) => service !== ANY_SERVICE);
  }

  /** `action` in lower case. */
  matches(action: string): boolean {
    const listed = this.isListedUnder(serviceOf(action), action) || this.isListedUnder(ANY_SERVICE, action);
    return listed !== this.negated;
  }

  private isListedUnder(service: string, action: string): boolean {
    const group = this.groups.get(service);
    if (group === undefined) return false;
    if (group.names.has(action)) return true;
    return group.patterns.some((pattern) => pattern.matches(action, NO_CONTEXT));
  }

  private add(value: string): void {
    const wildcard = value.search(/[*?]/);
    if (wildcard === -1) {
      this.group(serviceOf(value)).names.add(value);
      return;
    }
    const colon = value.indexOf(":");
    const service = colon === -1 || colon > wildcard ? ANY_SERVICE : value.slice(0, colon);
    const tokens = parseTemplate(value, { variables: false, wildcards: true });
    this.group(service).patterns.push(new Pattern(tokens.map((token) => ({ token, reach: "anything" }))));
  }

  private group(service: string): ActionGroup {
    const known = this.groups.get(service);
    if (known !== undefined) return known;
    const group: ActionGroup = { names: new Set(), patterns: [] };
    this.groups.set(service, group);
    return group;
  }
}

/** Actions hold no variables, so that nobody asks. */
const NO_CONTEXT: RequestContext = new Map<string, string>();

/** The part before the colon; an action without one is its own service. */
export function serviceOf(action: string): string {
  const colon = action.indexOf(":");
  return colon === -1 ? action : action.slice(0, colon);
}
