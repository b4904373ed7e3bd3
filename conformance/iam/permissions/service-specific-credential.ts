import { CreateUserCommand } from "@aws-sdk/client-iam";
import { arn, iamFamily, named } from "../stage.ts";

const UserName = "permissions-service";
const ServiceName = "bedrock.amazonaws.com";
const condition = { "iam:ServiceSpecificCredentialServiceName": ServiceName };
const onUser = () => named("user", UserName);
const onCredential = () => ({ ...onUser(), condition });

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    CreateServiceSpecificCredential: {
      input: { UserName, ServiceName: "Bedrock.amazonaws.com", CredentialAgeDays: 30 },
      on: () => ({
        ...onUser(),
        condition: { ...condition, "iam:ServiceSpecificCredentialAgeDays": "30" },
      }),
    },
    ListServiceSpecificCredentials: { input: { AllUsers: true }, on: () => arn("user/*") },
    UpdateServiceSpecificCredential: {
      input: (_, { CreateServiceSpecificCredential: { ServiceSpecificCredential: made } }) => ({
        UserName,
        ServiceSpecificCredentialId: made?.ServiceSpecificCredentialId,
        Status: "Inactive",
      }),
      on: onCredential,
    },
    ResetServiceSpecificCredential: {
      input: (_, { CreateServiceSpecificCredential: { ServiceSpecificCredential: made } }) => ({
        UserName,
        ServiceSpecificCredentialId: made?.ServiceSpecificCredentialId,
      }),
      on: onCredential,
    },
    DeleteServiceSpecificCredential: {
      input: (_, { CreateServiceSpecificCredential: { ServiceSpecificCredential: made } }) => ({
        UserName,
        ServiceSpecificCredentialId: made?.ServiceSpecificCredentialId,
      }),
      on: onCredential,
    },
  },
});
