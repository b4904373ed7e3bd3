import type { AccessLevel } from "./access-levels.ts";
import type { LevelAccess, ServiceAccess } from "./description.ts";

/** In the order in which they are told. */
export const ACCESS_VERBS = ["list", "read", "write", "delete", "tag", "change"] as const;

export type AccessVerb = (typeof ACCESS_VERBS)[number];

interface HeldVerb {
  readonly verb: AccessVerb;
  /** The claim has all that the service has of it. */
  readonly isWhole: boolean;
}

/** What a service's actions come to. Reading is AWS's levels List and Read together: who reads everything can list it too. */
export function accessVerbs({ levels, deletes }: ServiceAccess): readonly HeldVerb[] {
  const byLevel = new Map(levels.map((level) => [level.level, level]));
  const [list, read] = [byLevel.get("list"), byLevel.get("read")];
  const verbs: HeldVerb[] = [];
  if (hasSome(read)) verbs.push({ verb: "read", isWhole: isWhole(read) && isWhole(list) });
  else if (hasSome(list)) verbs.push({ verb: "list", isWhole: isWhole(list) });
  for (const level of ["write", "tagging", "permissions"] as const) {
    const held = byLevel.get(level);
    if (!hasSome(held)) continue;
    const isDeleting = level === "write" && deletes === "only";
    verbs.push({ verb: isDeleting ? "delete" : VERBS[level], isWhole: isWhole(held) && !isDeleting });
  }
  return verbs;
}

const VERBS: Readonly<Record<Exclude<AccessLevel, "list" | "read">, AccessVerb>> = {
  write: "write",
  tagging: "tag",
  permissions: "change",
};

function hasSome(level: LevelAccess | undefined): boolean {
  return level !== undefined && level.count > 0;
}

/** Of what a service does not have, everybody has all. */
function isWhole(level: LevelAccess | undefined): boolean {
  return level === undefined || level.count === level.of;
}
