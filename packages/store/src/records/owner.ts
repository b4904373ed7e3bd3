/** What policies are attached to and written into. */
export type OwnerKind = "user" | "group" | "role";
