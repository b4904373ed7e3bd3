/** Something that a tour had made, by which it is found again: the account that it is in, and the id where its name may be given anew. */
export type Made = MadeRole | MadeUser | MadeGroupPolicy | MadeUserTag;

export interface MadeRole {
  readonly kind: "role";
  readonly accountId: string;
  readonly name: string;
  readonly id: string;
}

export interface MadeUser {
  readonly kind: "user";
  readonly accountId: string;
  readonly name: string;
  readonly id: string;
}

/** An inline policy of a group. */
export interface MadeGroupPolicy {
  readonly kind: "groupPolicy";
  readonly accountId: string;
  readonly groupName: string;
  readonly name: string;
}

export interface MadeUserTag {
  readonly kind: "userTag";
  readonly accountId: string;
  readonly userName: string;
  readonly name: string;
}

type Kind = Made["kind"];
type TextsOf<Each> = Each extends Made ? Exclude<keyof Each, "kind"> & string : never;

/** The members of each kind, all of them texts. */
export const MADE_MEMBERS: { readonly [K in Kind]: readonly TextsOf<Extract<Made, { kind: K }>>[] } = {
  role: ["accountId", "name", "id"],
  user: ["accountId", "name", "id"],
  groupPolicy: ["accountId", "groupName", "name"],
  userTag: ["accountId", "userName", "name"],
};

/** "the role testrole" */
export function nameMade(made: Made): string {
  switch (made.kind) {
    case "role":
      return `the role ${made.name}`;
    case "user":
      return `the user ${made.name}`;
    case "groupPolicy":
      return `the inline policy ${made.name} of the group ${made.groupName}`;
    case "userTag":
      return `the tag ${made.name} of ${made.userName}`;
  }
}
