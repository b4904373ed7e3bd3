import { nearestName } from "@rolecall/policy";
import type { SeedError } from "../../../seed/seed-error.ts";
import type { SeedPath } from "../../../seed/seed-path.ts";

export type Fail = (path: SeedPath, message: string) => SeedError;

/** How the file holds the answers of a command. */
type Arrangement =
  /** The one answer. */
  | "one"
  /** An object of answers, by the id that each was asked about. */
  | "byId"
  /** Tells nothing that others do not. */
  | "unused";

/** The AWS CLI's commands, `aws organizations COMMAND`; the last one is of `aws iam`. */
const COMMANDS = {
  "describe-organization": "one",
  "list-roots": "one",
  "list-accounts": "one",
  "list-organizational-units-for-parent": "byId",
  "list-accounts-for-parent": "byId",
  "describe-policy": "byId",
  "list-targets-for-policy": "byId",
  "list-tags-for-resource": "byId",
  "list-aws-service-access-for-organization": "one",
  "list-delegated-services-for-account": "byId",
  "describe-resource-policy": "one",
  "list-organizations-features": "one",
  "list-delegated-administrators": "unused",
  "list-policies": "unused",
  "list-policies-for-target": "unused",
  "list-parents": "unused",
  "list-children": "unused",
  "list-create-account-status": "unused",
  "list-handshakes-for-organization": "unused",
} as const satisfies Record<string, Arrangement>;

export type CommandName = keyof typeof COMMANDS;

/** An object of JSON with its place in the file. */
export interface Placed {
  readonly path: SeedPath;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Whether a file looks like answers of the AWS CLI, rather than a seed. */
export function holdsAnswers(value: unknown): boolean {
  return isObject(value) && Object.keys(value).some((key) => commandOf(key) !== undefined);
}

/** Answers of the AWS CLI in one object, each under its command; `ListRoots` is understood as `list-roots` is. */
export class Answers {
  readonly fail: Fail;
  readonly #answers = new Map<CommandName, Placed>();

  /** @throws SeedError at a key that is no command */
  constructor(value: unknown, fail: Fail) {
    this.fail = fail;
    for (const [key, answer] of Object.entries(value as object)) {
      const command = commandOf(key);
      if (command === undefined) {
        const meant = nearestName(key, Object.keys(COMMANDS));
        throw fail(
          [key],
          `this is no command that is read here${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
        );
      }
      if (COMMANDS[command] !== "unused") this.#answers.set(command, placed(answer, [key], fail));
    }
  }

  /** @throws SeedError where it is missing */
  required(command: CommandName): Placed {
    const found = this.#answers.get(command);
    if (found === undefined) throw this.fail([], `the answer of ${command} is missing`);
    return found;
  }

  find(command: CommandName): Placed | undefined {
    return this.#answers.get(command);
  }

  /** The answers of a command that is asked about many things, by what each was asked about. */
  byId(command: CommandName): ReadonlyMap<string, Placed> {
    const all = this.#answers.get(command);
    if (all === undefined) return new Map();
    return new Map(
      Object.entries(all.value).map(([id, answer]) => [id, placed(answer, [...all.path, id], this.fail)]),
    );
  }

  /** The objects of a list that an answer has; none where it has no such list. */
  list({ value, path }: Placed, key: string): readonly Placed[] {
    const items = value[key] ?? [];
    if (!Array.isArray(items)) throw this.fail([...path, key], "must be array");
    return items.map((item, index) => placed(item, [...path, key, index], this.fail));
  }

  object({ value, path }: Placed, key: string): Placed {
    return placed(value[key], [...path, key], this.fail);
  }

  /** @throws SeedError where there is no text */
  text({ value, path }: Placed, key: string): string {
    const text = value[key];
    if (typeof text !== "string") throw this.fail([...path, key], "must be string");
    return text;
  }

  /** The CLI writes dates in ISO 8601, the wire has seconds since 1970. */
  date({ value, path }: Placed, key: string): string | undefined {
    const given = value[key];
    if (given === undefined) return undefined;
    const ms = typeof given === "number" ? given * 1_000 : Date.parse(String(given));
    if (!Number.isFinite(ms)) throw this.fail([...path, key], "this is no date");
    return new Date(Math.round(ms)).toISOString().replace(".000Z", "Z");
  }
}

const BY_FOLDED_NAME = new Map(Object.keys(COMMANDS).map((name) => [fold(name), name as CommandName]));

function commandOf(key: string): CommandName | undefined {
  return BY_FOLDED_NAME.get(fold(key));
}

function fold(name: string): string {
  return name.replaceAll("-", "").toLowerCase();
}

function placed(value: unknown, path: SeedPath, fail: Fail): Placed {
  if (!isObject(value)) throw fail(path, "must be object");
  return { value, path };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
