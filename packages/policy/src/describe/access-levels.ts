/**
 * What AWS's Service Authorization Reference says of actions, as far as words about policies need it: the level of access that
 * each has, and what its service is called.
 */

/** IAM User Guide, "Understanding access level summaries within policy summaries": AWS's five levels. */
export const ACCESS_LEVELS = ["list", "read", "write", "permissions", "tagging"] as const;

export type AccessLevel = (typeof ACCESS_LEVELS)[number];

export interface ReferenceAction {
  /** In AWS's spelling: `GetObject`. */
  readonly name: string;
  readonly level: AccessLevel;
}

/** Services by the prefix of their actions, in lower case: `s3`. */
export interface AccessReference {
  /** All prefixes, sorted. */
  readonly services: readonly string[];
  /** `Amazon S3`; undefined for a service that the reference does not have. */
  serviceName(service: string): string | undefined;
  /** By the action's name in lower case; undefined for a service that the reference does not have. */
  actionsOf(service: string): ReadonlyMap<string, ReferenceAction> | undefined;
}

/**
 * The reference in the form in which it is generated: for each service its name and its actions. Nouns stand together behind the
 * verbs that go with all of them, each verb behind the letter of its level: `RGet+WPut:Object,ObjectAcl;LList:Bucket`.
 */
export interface AccessLevelData {
  /** What it was made of. */
  readonly source: string;
  readonly services: Readonly<Record<string, readonly [name: string, actions: string]>>;
}

/** The letter by which a level is written in the data. */
export const LEVEL_LETTERS: Readonly<Record<AccessLevel, string>> = {
  list: "L",
  read: "R",
  write: "W",
  permissions: "P",
  tagging: "T",
};

const LEVELS: ReadonlyMap<string, AccessLevel> = new Map(
  ACCESS_LEVELS.map((level) => [LEVEL_LETTERS[level], level]),
);

/** Opens the generated data; the actions of a service are read when they are first asked for. */
export function readAccessLevels(data: AccessLevelData): AccessReference {
  const services = new Map(Object.entries(data.services));
  const opened = new Map<string, ReadonlyMap<string, ReferenceAction>>();
  return {
    services: [...services.keys()],
    serviceName: (service) => services.get(service)?.[0],
    actionsOf(service) {
      const known = opened.get(service);
      if (known !== undefined) return known;
      const written = services.get(service)?.[1];
      if (written === undefined) return undefined;
      const actions = readActions(written);
      opened.set(service, actions);
      return actions;
    },
  };
}

function readActions(written: string): ReadonlyMap<string, ReferenceAction> {
  const actions = new Map<string, ReferenceAction>();
  for (const group of written.split(";")) {
    const colon = group.indexOf(":");
    const nouns = group.slice(colon + 1).split(",");
    for (const verb of group.slice(0, colon).split("+")) {
      const level = LEVELS.get(verb[0] ?? "");
      if (level === undefined) continue;
      for (const noun of nouns) {
        const name = verb.slice(1) + noun;
        actions.set(name.toLowerCase(), { name, level });
      }
    }
  }
  return actions;
}
