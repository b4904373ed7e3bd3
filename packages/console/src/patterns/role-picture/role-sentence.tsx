import { type AccessReference, describeRole } from "@rolecall/policy/describe";
import { Fragment } from "react";
import { EntityName } from "../entity-name.tsx";
import type { PicturedRole } from "./pictured-role.ts";

interface RoleSentenceProps {
  readonly role: PicturedRole;
  readonly reference: AccessReference;
  readonly accountId: string;
}

/** What the role is, in a sentence or two. Who, which role and what stand out. */
export function RoleSentence({ role, reference, accountId }: RoleSentenceProps) {
  const policies = role.policies.flatMap(({ policy }) => policy ?? []);
  const { sentence, who, may } = describeRole({ ...role, policies }, reference, { accountId });
  const unread = role.policies.length - policies.length;
  return (
    <p className="rc-sentence">
      {strongParts(sentence, [who, role.name, may]).map(({ text, isStrong, at }) => (
        <Fragment key={at}>
          {isStrong ? (
            <b>
              <EntityName name={text} />
            </b>
          ) : (
            text
          )}
        </Fragment>
      ))}
      {unread > 0 && ` ${unread} of its policies ${unread === 1 ? "is" : "are"} not readable by you.`}
    </p>
  );
}

/** The first place of each text, in their order. */
function strongParts(sentence: string, texts: readonly (string | undefined)[]) {
  const parts: { readonly text: string; readonly isStrong: boolean; readonly at: number }[] = [];
  let at = 0;
  for (const text of texts) {
    if (text === undefined || text === "") continue;
    const found = sentence.toLowerCase().indexOf(text.toLowerCase(), at);
    if (found < 0) continue;
    parts.push({ text: sentence.slice(at, found), isStrong: false, at });
    at = found + text.length;
    parts.push({ text: sentence.slice(found, at), isStrong: true, at: found });
  }
  parts.push({ text: sentence.slice(at), isStrong: false, at });
  return parts.filter(({ text }) => text !== "");
}
