/** What an encoded message holds: `encoded-message.ts` of the server writes it, in the form of AWS's. */
import type { DeniedQuestion } from "@rolecall/contracts/rolecall";
import { type KnownKey, knownSource } from "./asked-context.ts";

interface Items<Item> {
  readonly items: readonly (Item | { readonly omitted: number })[];
}

/** INVARIANT: the message was sealed here, so that its form is known. One that an older version sealed has no permission in it. */
interface DeniedMessage {
  readonly permission?: string;
  readonly authorizationId?: string;
  readonly context: {
    readonly principal: { readonly arn: string };
    readonly action: string;
    readonly resource: string;
    readonly conditions: Items<{ readonly key: string; readonly values: Items<{ readonly value: string }> }>;
  };
}

interface ReadMessage {
  readonly authorizationId: string | undefined;
  readonly question: DeniedQuestion;
  readonly keys: readonly KnownKey[];
}

export function readDeniedMessage(text: string): ReadMessage {
  const { permission, authorizationId, context } = JSON.parse(text) as DeniedMessage;
  const { principal, action, resource, conditions } = context;
  const keys = conditions.items.flatMap((each): readonly KnownKey[] => {
    if ("omitted" in each) return [];
    const values = each.values.items.flatMap((item) => ("value" in item ? [item.value] : []));
    const [first] = values;
    const value = values.length === 1 && first !== undefined ? first : values;
    return [{ key: each.key, value, source: knownSource(each.key) ?? "Request" }];
  });
  return {
    authorizationId,
    question: { PrincipalArn: principal.arn, Action: permission ?? action, Resource: resource },
    keys,
  };
}
