import type { FindingList } from "./finding-list.ts";
import type { JsonMember, JsonObject } from "./json-node.ts";

/** For each known name its member, or undefined where the object has none. */
type MembersOf<Names extends readonly string[]> = {
  readonly [Index in keyof Names]: JsonMember | undefined;
};

/**
 * The members of an object in the order of the known names. Other names are refused: element names are case-sensitive, and
 * a misspelled Condition would widen a grant silently.
 */
export function readMembers<const Names extends readonly string[]>(
  object: JsonObject,
  known: Names,
  findings: FindingList,
): MembersOf<Names> {
  const members: (JsonMember | undefined)[] = known.map(() => undefined);
  for (const member of object.members) {
    const index = known.indexOf(member.name.text);
    if (index >= 0) members[index] = member;
    else refuseUnknown(member, known, findings);
  }
  return members as MembersOf<Names>;
}

function refuseUnknown(member: JsonMember, known: readonly string[], findings: FindingList): void {
  const name = member.name.text;
  const meant = known.find((each) => each.toLowerCase() === name.toLowerCase());
  findings.refuse("unknownElement", {
    span: member.name,
    message: `${JSON.stringify(name)} is not an element of this part of a policy.`,
    subject: name,
    suggestion: meant === undefined ? `Use one of ${known.join(", ")}.` : `Write "${meant}".`,
  });
}
