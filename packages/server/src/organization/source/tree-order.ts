interface Named {
  readonly id: string;
  readonly name: string;
}

const collator = new Intl.Collator("en", { numeric: true });

/** Names as people look for them: `team-2` before `team-10`. */
export function byName(one: Named, other: Named): number {
  return collator.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}
