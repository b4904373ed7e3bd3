import { type ErrorMemberSource, errorMemberSource, type Member } from "@rolecall/contracts";
import type { ResolvedError } from "./resolved-error.ts";

/** A member of an error with the value that it has in one answer. */
export interface ToldMember {
  readonly member: Member;
  readonly value: unknown;
}

const VALUES: Readonly<Record<ErrorMemberSource, (error: ResolvedError, name: string) => unknown>> = {
  message: ({ message }) => message,
  requestId: ({ requestId }) => requestId,
  code: ({ code }) => code,
  details: ({ details }, name) => details?.[name],
};

/** The members of a declared error that come from these sources and have a value. */
export function toldMembers(
  error: ResolvedError,
  ...sources: readonly ErrorMemberSource[]
): readonly ToldMember[] {
  return (error.declared?.shape.members ?? []).flatMap((member) => {
    const source = errorMemberSource(member.wireName);
    const value = sources.includes(source) ? VALUES[source](error, member.name) : undefined;
    return value === undefined ? [] : [{ member, value }];
  });
}
