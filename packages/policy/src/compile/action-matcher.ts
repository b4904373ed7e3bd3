/**
 * Action and NotAction: IAM User Guide, "IAM JSON policy elements: Action". Prefix and name are compared without regard
 * to case; `*` and `?` may stand anywhere; policy variables may not.
 */
import { Pattern } from "../arn/pattern.ts";
import type { StringElement } from "../document/policy.ts";
import type { RequestContext } from "../request/request.ts";
import { parseTemplate } from "../variable/template.ts";

/** The key of the group whose wildcards stand before the colon, so that any service may be meant. */
const ANY_SERVICE = "";

interface ActionGroup {
  readonly names: Set<string>;
  readonly patterns: Pattern[];
}

export class ActionMatcher {
  /** The services that values name, in lower case. */
  readonly services: readonly string[];
  /** Actions of any service may match. */
  readonly spansServices: boolean;
  private readonly element: StringElement;
  /** By service, so that an action is compared with its own service's values alone; made when first needed. */
  private groups: ReadonlyMap<string, ActionGroup> | undefined;
  /** The group of a matcher that has but one: most statements name one service. */
  private onlyGroup: ActionGroup | undefined;

  constructor(element: StringElement) {
    const services = servicesOf(element.values);
    this.element = element;
    this.services = services.filter((service) => service !== ANY_SERVICE);
    this.spansServices = element.negated || services.includes(ANY_SERVICE);
  }

  /** `action` in lower case, and its service, which whoever asks many matchers works out once. */
  matches(action: string, service = serviceOf(action)): boolean {
    if (!this.spansServices) return this.isListedUnder(service, action);
    const listed = this.isListedUnder(service, action) || this.isListedUnder(ANY_SERVICE, action);
    return listed !== this.element.negated;
  }

  /** With how many patterns an action of a service is compared at most; names are looked up at once. */
  comparisonsFor(service: string): number {
    this.groups ??= this.makeGroups();
    const own = this.groups.get(service)?.patterns.length ?? 0;
    return own + (this.spansServices ? (this.groups.get(ANY_SERVICE)?.patterns.length ?? 0) : 0);
  }

  private isListedUnder(service: string, action: string): boolean {
    this.groups ??= this.makeGroups();
    const isOnly = this.onlyGroup !== undefined && this.services[0] === service;
    const group = isOnly ? this.onlyGroup : this.groups.get(service);
    if (group === undefined) return false;
    if (group.names.size > 0 && group.names.has(action)) return true;
    for (const pattern of group.patterns) if (pattern.matches(action, NO_CONTEXT)) return true;
    return false;
  }

  private makeGroups(): ReadonlyMap<string, ActionGroup> {
    const groups = groupValues(this.element.values);
    if (groups.size === 1) this.onlyGroup = groups.get(this.services[0] ?? ANY_SERVICE);
    return groups;
  }
}

/** Actions hold no variables, so that nobody asks. */
const NO_CONTEXT: RequestContext = new Map<string, string>();

function groupValues(values: readonly string[]): ReadonlyMap<string, ActionGroup> {
  const groups = new Map<string, ActionGroup>();
  for (const written of values) {
    const value = written.toLowerCase();
    const service = serviceNamedBy(value);
    let group = groups.get(service);
    if (group === undefined) {
      group = { names: new Set(), patterns: [] };
      groups.set(service, group);
    }
    if (value.includes("*") || value.includes("?")) group.patterns.push(compileAction(value));
    else group.names.add(value);
  }
  return groups;
}

function compileAction(value: string): Pattern {
  const tokens = parseTemplate(value, { variables: false, wildcards: true });
  return new Pattern(tokens.map((token) => ({ token, reach: "anything" })));
}

/** The distinct services of values. Most values name the same service as the one before. */
function servicesOf(values: readonly string[]): readonly string[] {
  const services = new Set<string>();
  let previous = "";
  for (const value of values) {
    if (previous !== "" && value.startsWith(previous) && value[previous.length] === ":") continue;
    const service = serviceNamedBy(value);
    services.add(service.toLowerCase());
    previous = service;
  }
  return [...services];
}

function serviceNamedBy(value: string): string {
  const service = serviceOf(value);
  return service.includes("*") || service.includes("?") ? ANY_SERVICE : service;
}

/** The part before the colon; an action without one is its own service. */
export function serviceOf(action: string): string {
  const colon = action.indexOf(":");
  return colon === -1 ? action : action.slice(0, colon);
}
