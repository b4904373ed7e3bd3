import type { AuthorizationRequest } from "../request/request.ts";
import type { PartialContext } from "./partial-context.ts";
import { knownPrefix, knownText, type PartialResource, readPartialText } from "./partial-text.ts";
import { WatchedContext } from "./watched-context.ts";

/** A request of which some is unknown. */
export interface PartialRequest extends Omit<AuthorizationRequest, "context" | "resource"> {
  readonly resource: PartialResource;
  readonly context: PartialContext;
}

/** A request in the form in which statements are asked. */
export class PartialQuestion {
  readonly principal: AuthorizationRequest["principal"];
  readonly action: string;
  readonly resourceAccountId: string;
  readonly context: WatchedContext;
  /** Undefined where not all of the resource is known. */
  readonly knownResource: string | undefined;
  /** What is known of the resource's beginning. */
  readonly resourcePrefix: string;
  private readonly written: PartialResource;
  private codes: Int32Array | undefined;

  constructor({ principal, action, resource, resourceAccountId, context }: PartialRequest) {
    this.principal = principal;
    this.action = action;
    this.resourceAccountId = resourceAccountId;
    this.context = new WatchedContext(context);
    this.knownResource = knownText(resource);
    this.resourcePrefix = knownPrefix(resource);
    this.written = resource;
  }

  /** The resource as `readPartialText` reads it. */
  get resource(): Int32Array {
    this.codes ??= readPartialText(this.written);
    return this.codes;
  }

  /** The request with another resource, to be asked by the two-valued engine. */
  withResource(resource: string): AuthorizationRequest {
    const { principal, action, resourceAccountId, context } = this;
    return { principal, action, resource, resourceAccountId, context };
  }
}
