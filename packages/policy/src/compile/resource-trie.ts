/**
 * The rules of one action's statements in a radix tree over the texts that resources begin with. A resource's way from
 * the root passes the rules whose prefix it has, and no others.
 */
import type { AuthorizationRequest } from "../decide/request.ts";
import type { CompiledStatement } from "./compiled-statement.ts";
import type { ResourceRule } from "./resource-matcher.ts";
import { ALLOWED, DENIED, NOTHING, type Verdict } from "./verdict.ts";

export interface StatementRule {
  readonly statement: CompiledStatement;
  readonly resource: ResourceRule;
}

export class ResourceTrie {
  /** The text between the parent's prefix and this node's. */
  private label: string;
  /** The length of this node's prefix. */
  private readonly depth: number;
  private readonly denies: StatementRule[] = [];
  private readonly allows: StatementRule[] = [];
  /** Here or below. */
  private hasDenies = false;
  /** In the order of `codes`, the first code units of their labels, which is ascending. */
  private readonly children: ResourceTrie[] = [];
  private readonly codes: number[] = [];

  constructor(label = "", depth = 0) {
    this.label = label;
    this.depth = depth;
  }

  insert(rule: StatementRule): void {
    const { prefix } = rule.resource;
    if (rule.statement.isDeny) this.hasDenies = true;
    if (this.depth === prefix.length) this.add(rule);
    else this.childFor(prefix).insert(rule);
  }

  /** What the rules say, beginning with what is known to be allowed anyhow. */
  ask(request: AuthorizationRequest, hasBoundary: boolean, floor: Verdict): Verdict {
    let verdict = floor;
    for (let node: ResourceTrie | undefined = this; node !== undefined; ) {
      if (node.isDenied(request, hasBoundary)) return DENIED;
      if (verdict !== ALLOWED) verdict = strongerOf(verdict, node.strongestAllow(request, hasBoundary));
      if (verdict === ALLOWED && !node.hasDenies) return ALLOWED;
      node = node.childTowards(request.resource);
    }
    return verdict;
  }

  private isDenied(request: AuthorizationRequest, hasBoundary: boolean): boolean {
    for (const rule of this.denies) if (this.askRule(rule, request, hasBoundary) === DENIED) return true;
    return false;
  }

  private strongestAllow(request: AuthorizationRequest, hasBoundary: boolean): Verdict {
    let strongest: Verdict = NOTHING;
    for (const rule of this.allows) {
      const verdict = this.askRule(rule, request, hasBoundary);
      if (verdict === ALLOWED) return ALLOWED;
      if (verdict > strongest) strongest = verdict;
    }
    return strongest;
  }

  /** INVARIANT: the resource begins with this node's prefix. */
  private askRule(rule: StatementRule, request: AuthorizationRequest, hasBoundary: boolean): Verdict {
    const { principal, resource, context } = request;
    if (!rule.resource.matchesRest(resource, this.depth, context)) return NOTHING;
    return rule.statement.askRest(principal, context, hasBoundary);
  }

  /** The child whose prefix the resource has too. */
  private childTowards(resource: string): ResourceTrie | undefined {
    if (this.children.length === 0 || resource.length === this.depth) return undefined;
    const child = this.children[this.indexOf(resource.charCodeAt(this.depth))];
    return child !== undefined && resource.startsWith(child.label, this.depth) ? child : undefined;
  }

  /** The child on the way to a prefix, made where it is missing. */
  private childFor(prefix: string): ResourceTrie {
    const code = prefix.charCodeAt(this.depth);
    const index = this.indexOf(code);
    const child = this.children[index];
    if (child === undefined) {
      const leaf = new ResourceTrie(prefix.slice(this.depth), prefix.length);
      const place = this.codes.findIndex((known) => known > code);
      this.children.splice(place === -1 ? this.codes.length : place, 0, leaf);
      this.codes.splice(place === -1 ? this.codes.length : place, 0, code);
      return leaf;
    }
    const shared = sharedLength(child.label, prefix, this.depth);
    if (shared === child.label.length) return child;
    const parent = this.split(child, shared);
    this.children[index] = parent;
    return parent;
  }

  /** A new node in the middle of a child's label, which becomes the child's parent. */
  private split(child: ResourceTrie, length: number): ResourceTrie {
    const parent = new ResourceTrie(child.label.slice(0, length), this.depth + length);
    child.label = child.label.slice(length);
    parent.children.push(child);
    parent.codes.push(child.label.charCodeAt(0));
    parent.hasDenies = child.hasDenies;
    return parent;
  }

  /** The place of a child by binary search; -1 where there is none. */
  private indexOf(code: number): number {
    const { codes } = this;
    let low = 0;
    let high = codes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = codes[middle]!;
      if (found === code) return middle;
      if (found < code) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  private add(rule: StatementRule): void {
    if (rule.statement.isDeny) this.denies.push(rule);
    // What needs no condition is asked first: it may spare the rest.
    else if (rule.statement.isUnconditional) this.allows.unshift(rule);
    else this.allows.push(rule);
  }
}

function sharedLength(label: string, prefix: string, from: number): number {
  let length = 0;
  while (length < label.length && label.charCodeAt(length) === prefix.charCodeAt(from + length)) length++;
  return length;
}

function strongerOf(left: Verdict, right: Verdict): Verdict {
  return left > right ? left : right;
}
