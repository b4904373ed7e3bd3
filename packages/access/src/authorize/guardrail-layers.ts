import type { PolicyLayers } from "@rolecall/policy";
import type { AccountPlace } from "../guardrails/account-place.ts";
import { isUnrestricted } from "../guardrails/unrestricted-actions.ts";

/** The organizations' say in one permission: over who asks, and over what is asked for. Absent for who and what is in none. */
export interface Places {
  readonly principalPlace?: AccountPlace | undefined;
  readonly resourcePlace?: AccountPlace | undefined;
  /** Where the account is that a service acts for. It has no say. */
  readonly sourcePlace?: AccountPlace | undefined;
}

/**
 * The layers with those of Organizations, as far as they can change what is decided about the action. To who is in no organization they
 * cost nothing: the layers are the ones that were given.
 */
export function withGuardrails(
  layers: PolicyLayers,
  { principalPlace, resourcePlace }: Places,
  action: string,
): PolicyLayers {
  const overPrincipal = principalPlace?.serviceControl?.about(action) ?? NO_LEVELS;
  const serviceControl = overPrincipal.length > 0 && isUnrestricted(action) ? NO_LEVELS : overPrincipal;
  const resourceControl = resourcePlace?.resourceControl?.about(action) ?? NO_LEVELS;
  if (serviceControl.length === 0 && resourceControl.length === 0) return layers;
  return { ...layers, serviceControl, resourceControl };
}

/** The layers with every level, for who wants to know why. */
export function withAllGuardrails(
  layers: PolicyLayers,
  { principalPlace, resourcePlace }: Places,
  action: string,
): PolicyLayers {
  const overPrincipal = principalPlace?.serviceControl?.sets;
  const serviceControl = isUnrestricted(action) ? undefined : overPrincipal;
  const resourceControl = resourcePlace?.resourceControl?.sets;
  return {
    ...layers,
    ...(serviceControl !== undefined && { serviceControl }),
    ...(resourceControl !== undefined && { resourceControl }),
  };
}

const NO_LEVELS: NonNullable<PolicyLayers["serviceControl"]> = Object.freeze([]);
