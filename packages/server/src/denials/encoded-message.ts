import type { ConsultedPolicy, IdentifiedCaller } from "@rolecall/access";
import { type KeyRing, sealMessage } from "@rolecall/credentials";
import type { ConditionEntry, ContextValue, LayerName, Statement } from "@rolecall/policy";
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
 * What was denied, in the form of AWS's decoded messages, sealed for the caller's account. Of what belongs to another account that is
 * in no organization with the caller's nothing is told. Ours are `permission`, the action with its service, `authorizationId`, and
 * `organization`: the level whose policies decided, and with a statement of such a policy, the policy and what it is attached to.
 * Sources: STS API Reference, DecodeAuthorizationMessage; decoded messages of EC2 as people have published them.
 */
export function encodeDenial(
  ring: KeyRing,
  caller: IdentifiedCaller,
  { evaluation, authorizationId }: ToldDenial,
): string {
  return sealMessage(ring, decodedMessage(caller, evaluation, authorizationId), caller.accountId);
}

/** What a message tells, and by what the denial can be looked up, where it can. */
interface ToldDenial {
  readonly evaluation: Evaluation;
  readonly authorizationId: string | undefined;
}

/** The text that DecodeAuthorizationMessage gives back. */
export function decodedMessage(
  caller: IdentifiedCaller,
  evaluation: Evaluation,
  authorizationId?: string,
): string {
  const { action, resource } = evaluation.permission.question;
  const isWithin = isWithinReach(caller, evaluation);
  const { decision, layer } = evaluation.decision;
  const isOwn = isWithin || !OF_RESOURCE.has(layer);
  const explicitDeny = isOwn && decision === "explicitDeny";
  const principal = {
    id: caller.userId,
    ...(caller.kind === "user" && { name: caller.userName }),
    arn: caller.arn,
  };
  const own = JSON.stringify({ permission: action, authorizationId }).slice(1, -1);
  const named = `"principal":${JSON.stringify(principal)},"action":${JSON.stringify(action.slice(action.indexOf(":") + 1))}`;
  const room = new Room(MESSAGE_MAX - named.length - own.length);
  const resourceText = room.spend(JSON.stringify(clipText(resource)));
  const node = isOwn ? evaluation.organizationNode : undefined;
  const organizationText =
    node === undefined ? "" : room.spend(`,"organization":${JSON.stringify({ layer, node })}`);
  const statements = explicitDeny
    ? room.take(deniersOf(evaluation, isWithin), (each) => statementText(each, caller))
    : [];
  const conditions = room.take(conditionsOf(evaluation, isWithin), conditionText);
  return (
    `{"allowed":false,"explicitDeny":${explicitDeny},"matchedStatements":{"items":[${statements.join()}]}` +
    `,"failures":{"items":[]},${own}${organizationText},"context":{${named},"resource":${resourceText},"conditions":{"items":[${conditions.join()}]}}}`
  );
}

/** Layers that belong to the resource's account. */
const OF_RESOURCE: ReadonlySet<LayerName> = new Set(["resource", "resourceControl"]);

function isWithinReach(
  { accountId }: IdentifiedCaller,
  { permission, principalOrganizationId, resourceOrganizationId }: Evaluation,
): boolean {
  if (permission.question.resourceAccountId === accountId) return true;
  return principalOrganizationId !== undefined && principalOrganizationId === resourceOrganizationId;
}

/** A statement, and the policy that it is of. */
interface Denier {
  readonly statement: Statement;
  readonly policy: ConsultedPolicy;
}

/** The statements of the layer that decided. */
function deniersOf({ matches, decision }: Evaluation, isWithin: boolean): readonly Denier[] {
  return matches
    .filter(({ policy }) => policy.layer === decision.layer && (isWithin || !OF_RESOURCE.has(policy.layer)))
    .flatMap(({ policy, statements }) =>
      statements.filter(({ effect }) => effect === "Deny").map((statement) => ({ statement, policy })),
    );
}

const OF_RESOURCE_KEYS = /^(?:\w+:ResourceTag\/|aws:ResourceOrg)/;

type Condition = readonly [key: string, value: ContextValue];

function conditionsOf({ context }: Evaluation, isWithin: boolean): readonly Condition[] {
  const own = [...context.own];
  return [...(isWithin ? own : own.filter(([key]) => !OF_RESOURCE_KEYS.test(key))), ...context.request];
}

/** A statement without a Sid has an empty one, as AWS's messages do; they know no NotAction and no NotResource. */
function statementText({ statement, policy }: Denier, caller: IdentifiedCaller): string {
  const { sid = "", action, resource, conditions } = statement;
  return (
    `{"statementId":${JSON.stringify(sid)},"effect":"DENY","principals":${itemsText([caller.userId])}` +
    `,"principalGroups":{"items":[]},"actions":${itemsText(action.negated ? [] : action.values)}` +
    `,"resources":${itemsText(resource === undefined || resource.negated ? [] : resource.values)}` +
    `,"conditions":{"items":[${conditions.map(entryText).join()}]}${placeText(policy)}}`
  );
}

/** Of an organization's policy: which, and where it is attached. */
function placeText({ layer, arn, attachedTo }: ConsultedPolicy): string {
  const isOfOrganization = layer === "serviceControl" || layer === "resourceControl";
  return isOfOrganization
    ? `,"policy":${JSON.stringify(arn ?? "")},"attachedTo":${JSON.stringify(attachedTo)}`
    : "";
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
