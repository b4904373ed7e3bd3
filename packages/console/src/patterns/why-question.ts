import { href } from "../app/address.ts";

/** What is asked of Why?: who, what, on what. It stands behind `#`, so that no log has it. */
export interface WhyQuestion {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys that the request would bring; what has no value is left out. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, where Rolecall has none of its kind. */
  readonly resourcePolicy?: string;
}

export function whyQuestionHref({ context = {}, ...asked }: WhyQuestion): string {
  const given = Object.entries(context).filter(([, value]) => value !== "");
  const question = given.length === 0 ? asked : { ...asked, context: Object.fromEntries(given) };
  return `${href("/why")}#q=${encodeURIComponent(JSON.stringify(question))}`;
}
