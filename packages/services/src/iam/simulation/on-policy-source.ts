import type { On } from "@rolecall/operations";
import type { EntityRecord, OwnerKind } from "@rolecall/store";
import { iamError } from "../error.ts";
import { findSource, type SourceSubject, sourcePermission } from "./policy-source.ts";
import { invalidEntityArn } from "./simulated-caller.ts";

interface NamesSource {
  readonly PolicySourceArn: string;
}

/** A user, group or role that is there. */
export interface PolicyHolder {
  readonly kind: OwnerKind;
  readonly record: EntityRecord;
}

/** Whose policies are simulated. */
export const policySource: On<NamesSource, SourceSubject, PolicyHolder> = {
  async find(call) {
    const { PolicySourceArn: arn } = call.input;
    const found = await findSource(call, arn);
    if (found === undefined) throw invalidEntityArn(arn);
    return found;
  },
  permission: sourcePermission,
  take({ kind, record }) {
    if (record === undefined) throw iamError("NoSuchEntity", "Unable to retrieve specified IAM entity.");
    return { kind, record };
  },
};
