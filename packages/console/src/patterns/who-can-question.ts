import { href } from "../app/address.ts";

/** What is asked of Who can? about an action. It stands behind `#`, so that no log has it. */
export interface WhoCanQuestion {
  /** `s3:GetObject` */
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  /** Condition keys that are known of every request; all others are unknown. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** Who owns the resource, where its ARN does not tell. */
  readonly resourceAccountId?: string;
  /** The resource's own policy, where Rolecall has none of its kind. */
  readonly resourcePolicy?: string;
  /** Also by roles that a service would be given. */
  readonly passRole?: boolean;
  /** Also who could give itself the permission. */
  readonly couldGive?: boolean;
  /** What is stopped is left out. */
  readonly withoutStopped?: boolean;
  /** Only who is of no account that is looked at. */
  readonly fromOutside?: boolean;
}

/** What somebody can become. */
export interface WhatCanQuestion {
  /** A user's or role's ARN, a service's name, a provider's ARN. */
  readonly principal: string;
}

export function whoCanHref(question: WhoCanQuestion | WhatCanQuestion): string {
  return `${href("/who-can")}#q=${encodeURIComponent(JSON.stringify(question))}`;
}
