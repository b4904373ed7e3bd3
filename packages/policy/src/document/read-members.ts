import type { FindingList } from "./finding-list.ts";
import type { JsonMember, JsonObject } from "./json-node.ts";

/**
 * The members of an object by name. Names outside `known` are refused: element names are case-sensitive and a
 * misspelled Condition would widen a grant silently.
 */
export function readMembers<Name extends string>(
  object: JsonObject,
  known: readonly Name[],
  findings: FindingList,
): ReadonlyMap<Name, JsonMember> {
  const members = new Map<Name, JsonMember>();
  for (const member of object.members) {
    const name = member.name.text as Name;
    if (known.includes(name)) members.set(name, member);
    else refuseUnknown(member, known, findings);
  }
  return members;
}

function refuseUnknown(member: JsonMember, known: readonly string[], findings: FindingList): void {
  const name = member.name.text;
  const meant = known.find((each) => each.toLowerCase() === name.toLowerCase());
  findings.refuse("unknownElement", {
    span: member.name,
    message: `"${name}" is not an element of this part of a policy.`,
    subject: name,
    suggestion: meant === undefined ? `Use one of ${known.join(", ")}.` : `Write "${meant}".`,
  });
}
