/** What a contract says, as lines that can be compared: `shape User.Path` → `string required`. */
export type Facts = ReadonlyMap<string, string>;

export interface MemberFacts {
  readonly type: string;
  readonly name: string;
  readonly wireName: string;
  readonly isRequired: boolean;
  readonly isSensitive: boolean;
  readonly location: string | undefined;
}

export function memberFact({ type, name, wireName, isRequired, isSensitive, location }: MemberFacts): string {
  const parts = [
    type,
    isRequired && "required",
    isSensitive && "sensitive",
    wireName !== name && `as ${wireName}`,
    location !== undefined && `in ${location}`,
  ];
  return parts.filter((part) => part !== false).join(" ");
}

/** Lines of the form `where: ours | theirs`. */
export function differences(ours: Facts, theirs: Facts): readonly string[] {
  const places = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  return places
    .filter((place) => ours.get(place) !== theirs.get(place))
    .map((place) => `${place}: ${ours.get(place) ?? "nothing"} | ${theirs.get(place) ?? "nothing"}`);
}
