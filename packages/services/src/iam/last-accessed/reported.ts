import { newUuid } from "@rolecall/credentials";
import type { On } from "@rolecall/operations";
import { noSuchEntity } from "../error.ts";
import { existingPolicy, type PolicySubject, policyNamed, policyPermission } from "../policy/find-policy.ts";
import { findSource, type SourceSubject, sourcePermission } from "../simulation/policy-source.ts";
import type { Watched } from "./watched.ts";

type Subject =
  | { readonly is: "entity"; readonly subject: SourceSubject }
  | { readonly is: "policy"; readonly subject: PolicySubject };

/** A new job about somebody or something. */
export interface PlannedJob {
  readonly jobId: string;
  readonly watched: Watched;
}

/** The user, group, role or managed policy that a report is made of. What is another resource's ARN is no policy's. */
export const reported: On<{ readonly Arn: string }, Subject, PlannedJob> = {
  async find(call) {
    const { Arn } = call.input;
    const entity = await findSource(call, Arn);
    if (entity !== undefined) return { is: "entity", subject: entity };
    return { is: "policy", subject: await policyNamed(call, Arn) };
  },
  permission: (call, found) =>
    found.is === "entity" ? sourcePermission(call, found.subject) : policyPermission(found.subject),
  take: (found, { env }) => ({ jobId: newUuid(env.random), watched: watchedOf(found) }),
};

function watchedOf(found: Subject): Watched {
  if (found.is === "policy") {
    existingPolicy(found.subject);
    return { kind: "policy", arn: found.subject.arn };
  }
  const { kind, name, record } = found.subject;
  if (record === undefined) throw noSuchEntity(kind, name);
  return { kind, id: record.id };
}
