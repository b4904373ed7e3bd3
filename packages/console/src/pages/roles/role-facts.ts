import type { OutputOf } from "../../session/call-operation.ts";

/** A role as GetRole answers it. */
export type RoleFacts = OutputOf<"iam", "GetRole">["Role"];
