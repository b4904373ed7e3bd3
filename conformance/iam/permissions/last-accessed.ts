import { CreateUserCommand } from "@aws-sdk/client-iam";
import { arn, iamFamily, named } from "../stage.ts";

const UserName = "permissions-last-accessed";
const Arn = arn(`user/${UserName}`);

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    GenerateServiceLastAccessedDetails: { input: { Arn }, on: () => named("user", UserName) },
    GetServiceLastAccessedDetails: {
      input: (_, { GenerateServiceLastAccessedDetails: { JobId } }) => ({ JobId }),
    },
    GetServiceLastAccessedDetailsWithEntities: {
      input: (_, { GenerateServiceLastAccessedDetails: { JobId } }) => ({ JobId, ServiceNamespace: "iam" }),
    },
  },
});
