import { newTags } from "@rolecall/operations";
import type { UserRecord } from "@rolecall/store";
import { boundaryPolicy } from "../boundary/boundary.ts";
import { iam } from "../define.ts";
import { NEW_USER, TAGGED_USER } from "../kinds.ts";
import { newEntity } from "../new-entity.ts";
import { newUser } from "../on.ts";
import { userToWireInFull } from "./user-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export const createUser = iam.write("CreateUser", {
  on: newUser,
  perform: async ({ call }) => {
    const { input, tx, env } = call;
    const tags = newTags(input.Tags, TAGGED_USER, env);
    const boundary = input.PermissionsBoundary && (await boundaryPolicy(call, input.PermissionsBoundary));
    const user: UserRecord = {
      ...(await newEntity(call, NEW_USER, input.UserName)),
      tags,
      ...(boundary && { permissionsBoundary: boundary }),
    };
    await tx.users.insert(user);
    return { User: userToWireInFull(user) };
  },
});
