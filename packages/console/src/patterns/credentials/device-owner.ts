import type { Identity } from "../../session/identity.ts";

/** Whose devices they are: a user's, or of who is root the account's root user's. */
export interface DeviceOwner {
  /** What operations take: nothing for root. */
  readonly input: { readonly UserName?: string };
  readonly words: string;
  /** Whether the person at the page is this one, not as a role. */
  readonly isOneself: boolean;
}

export function ownerNamed(userName: string, identity: Identity | undefined): DeviceOwner {
  const isOneself = identity?.kind === "user" && identity.name === userName;
  return { input: { UserName: userName }, words: userName, isOneself };
}

/** Of who is root: their own. */
export const ROOT_OWNER: DeviceOwner = { input: {}, words: "the root user", isOneself: true };
