import type { IdentifiedCaller } from "@rolecall/access";
import { type KeyRing, sealMessage } from "@rolecall/credentials";
import type { ConditionEntry, ContextValue, Statement } from "@rolecall/policy";
import { clipText } from "./clip.ts";
import type { Evaluation } from "./evaluate-denial.ts";

/**
 * Bytes before they are sealed. Sealed they are a third more: a header of 6 KB, where clients take 16 KB of all headers together,
 * and less than the 10,240 characters that DecodeAuthorizationMessage takes.
 */
const MESSAGE_MAX = 4_500;
/** Characters of a text, of which there can be many. */
const TEXT_LENGTH = 256;
const VALUES_MAX = 10;

/**
 * What was denied, in the form of AWS's decoded messages, sealed for the caller's account. Of what belongs to another account
 * nothing is told.
 * Sources: STS API Reference, DecodeAuthorizationMessage; decoded messages of EC2 as people have published them.
 */
export function encodeDenial(ring: KeyRing, caller: IdentifiedCaller, evaluation: Evaluation): string {
  return sealMessage(ring, decodedMessage(caller, evaluation), caller.accountId);
}

/** The text that DecodeAuthorizationMessage gives back. */
export function decodedMessage(caller: IdentifiedCaller, evaluation: Evaluation): string {
  const { action, resource, resourceAccountId } = evaluation.permission.question;
  const isWithin = resourceAccountId === caller.accountId;
  const { decision, layer } = evaluation.decision;
  const isOwn = isWithin || layer !== "resource";
  const explicitDeny = isOwn && decision === "explicitDeny";
  const principal = {
    id: caller.userId,
    ...(caller.kind === "user" && { name: caller.userName }),
    arn: caller.arn,
  };
  const named = `"principal":${JSON.stringify(principal)},"action":${JSON.stringify(action.slice(action.indexOf(":") + 1))}`;
  const room = new Room(MESSAGE_MAX - named.length);
  const resourceText = room.spend(JSON.stringify(clipText(resource)));
  const statements = explicitDeny
    ? room.take(deniersOf(evaluation, isWithin), (each) => statementText(each, caller))
    : [];
  const conditions = room.take(conditionsOf(evaluation, isWithin), conditionText);
  return (
    `{"allowed":false,"explicitDeny":${explicitDeny},"matchedStatements":{"items":[${statements.join()}]}` +
    `,"failures":{"items":[]},"context":{${named},"resource":${resourceText},"conditions":{"items":[${conditions.join()}]}}}`
  );
}

/** The statements of the layer that decided. */
function deniersOf({ matches, decision }: Evaluation, isWithin: boolean): readonly Statement[] {
  return matches
    .filter(({ policy }) => policy.layer === decision.layer && (isWithin || policy.layer !== "resource"))
    .flatMap(({ statements }) => statements.filter(({ effect }) => effect === "Deny"));
}

type Condition = readonly [key: string, value: ContextValue];

function conditionsOf({ context }: Evaluation, isWithin: boolean): readonly Condition[] {
  const own = [...context.own];
  return [...(isWithin ? own : own.filter(([key]) => !/^\w+:ResourceTag\//.test(key))), ...context.request];
}

/** A statement without a Sid has an empty one, as AWS's messages do; they know no NotAction and no NotResource. */
function statementText(
  { sid = "", action, resource, conditions }: Statement,
  caller: IdentifiedCaller,
): string {
  return (
    `{"statementId":${JSON.stringify(sid)},"effect":"DENY","principals":${itemsText([caller.userId])}` +
    `,"principalGroups":{"items":[]},"actions":${itemsText(action.negated ? [] : action.values)}` +
    `,"resources":${itemsText(resource === undefined || resource.negated ? [] : resource.values)}` +
    `,"conditions":{"items":[${conditions.map(entryText).join()}]}}`
  );
}

function entryText({ key, values }: ConditionEntry): string {
  return conditionText([key, values]);
}

/** Most keys have one value. */
function conditionText([key, value]: Condition): string {
  const values =
    typeof value === "string" ? `{"items":[{"value":${JSON.stringify(clip(value))}}]}` : itemsText(value);
  return `{"key":${JSON.stringify(clip(key))},"values":${values}}`;
}

function itemsText(values: readonly string[]): string {
  const shown = values.slice(0, VALUES_MAX).map(clip);
  if (values.length > VALUES_MAX) shown.push(`... (${values.length} values)`);
  return `{"items":[${shown.map((value) => `{"value":${JSON.stringify(value)}}`).join()}]}`;
}

function clip(text: string): string {
  return text.length <= TEXT_LENGTH ? text : `${text.slice(0, TEXT_LENGTH)}... (${text.length} characters)`;
}

/** What a message still has room for. What does not fit is counted and told. */
class Room {
  #bytes: number;

  constructor(bytes: number) {
    this.#bytes = bytes - FRAME_BYTES;
  }

  spend(text: string): string {
    this.#bytes -= Buffer.byteLength(text);
    return text;
  }

  take<Item>(items: readonly Item[], write: (item: Item) => string): readonly string[] {
    const taken: string[] = [];
    for (const item of items) {
      const text = write(item);
      const bytes = Buffer.byteLength(text) + 1;
      if (bytes > this.#bytes) {
        taken.push(JSON.stringify({ omitted: items.length - taken.length }));
        break;
      }
      this.#bytes -= bytes;
      taken.push(text);
    }
    return taken;
  }
}

/** The names around what is told, and twice what says how much was left out. */
const FRAME_BYTES = 300;
