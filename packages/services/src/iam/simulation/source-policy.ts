import { documentOf, type PolicySource } from "@rolecall/access";
import type { CompiledPolicy } from "@rolecall/policy";

/** The layers whose statements are shown. */
export type SourceLayer = "identity" | "boundary" | "resource";

/** A policy that a simulation asks, and what its statements are shown under. */
export interface SourcePolicy {
  readonly layer: SourceLayer;
  readonly id: string;
  readonly policy: CompiledPolicy;
  /** Its JSON text, in which positions are told. */
  readonly text: string;
}

/**
 * What a user, group or role has, under the ids that AWS was recorded to give: a managed policy's name, `user_Bob_Photos` for the
 * inline policy Photos of the user Bob. A policy that comes by several ways stands once.
 */
export function attachedPolicies(sources: readonly PolicySource[]): readonly SourcePolicy[] {
  const attached = new Map<string, SourcePolicy>();
  for (const source of sources) {
    const { layer, policy } = source;
    const id = idOf(source);
    attached.set(`${layer} ${source.arn ?? id}`, { layer, id, policy, text: documentOf(policy) ?? "" });
  }
  return [...attached.values()];
}

function idOf({ arn, name, attachedTo }: PolicySource): string {
  if (arn !== undefined) return lastPart(arn);
  return [ownerOf(attachedTo).kind, ownerOf(attachedTo).name, name].join("_");
}

/** Of whom an inline policy is, by its ARN. */
export function ownerOf(arn: string): { readonly kind: string; readonly name: string } {
  const resource = arn.slice(arn.lastIndexOf(":") + 1);
  return { kind: resource.slice(0, resource.indexOf("/")), name: lastPart(resource) };
}

/** The name of what an ARN with a path names. */
export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
