import * as sdk from "@aws-sdk/client-iam";
import { onboardingRequest } from "../../installation/delegation.ts";
import { ACCOUNT } from "../../installation/seed.ts";
import { arn, type IamStage, iamFamily } from "../stage.ts";

const PolicyTemplateArn = arn("delegation-template/onboarding");
const NotificationChannel = `arn:aws:sns:us-east-1:${ACCOUNT}:delegation`;

const requestOf = (workflow: string) =>
  onboardingRequest({
    provider: ACCOUNT,
    userName: "nobody",
    workflow: `permissions-${workflow}`,
    durationSeconds: 3600,
  });

async function create({ admin }: IamStage, workflow: string): Promise<string> {
  const { DelegationRequestId = "" } = await admin.iam.send(
    new sdk.CreateDelegationRequestCommand(requestOf(workflow)),
  );
  return DelegationRequestId;
}

/** One that the administrator took over: its owner needs no permission. */
async function owned(stage: IamStage, workflow: string): Promise<string> {
  const DelegationRequestId = await create(stage, workflow);
  await stage.admin.iam.send(new sdk.AssociateDelegationRequestCommand({ DelegationRequestId }));
  return DelegationRequestId;
}

const onRequest = (id: string) => arn(`delegation-request/${id}`);

export const family = iamFamily({
  prepare: async (stage) => {
    const accepted = await owned(stage, "accepted");
    const accept = { DelegationRequestId: accepted };
    await stage.admin.iam.send(new sdk.AcceptDelegationRequestCommand(accept));
    return {
      free: await create(stage, "free"),
      read: await owned(stage, "read"),
      forwarded: await owned(stage, "forwarded"),
      rejected: await owned(stage, "rejected"),
      accepted,
    };
  },
  rows: {
    CreateDelegationRequest: {
      input: requestOf("asked"),
      on: () => ({
        resource: onRequest("*"),
        condition: {
          "iam:DelegationDuration": "3600",
          "iam:NotificationChannel": NotificationChannel,
          "iam:TemplateArn": PolicyTemplateArn,
        },
      }),
    },
    AssociateDelegationRequest: {
      input: ({ free }) => ({ DelegationRequestId: free }),
      on: ({ free }) => onRequest(free),
    },
    GetDelegationRequest: {
      input: ({ read }) => ({ DelegationRequestId: read }),
      on: ({ read }) => onRequest(read),
    },
    GetHumanReadableSummary: {
      input: ({ read }) => ({ EntityArn: onRequest(read) }),
      on: ({ read }) => onRequest(read),
    },
    ListDelegationRequests: {
      input: { OwnerId: arn("user/admin") },
      on: () => ({ resource: "*", condition: { "iam:DelegationRequestOwner": arn("user/admin") } }),
    },
    UpdateDelegationRequest: {
      input: ({ forwarded }) => ({ DelegationRequestId: forwarded }),
      on: ({ forwarded }) => onRequest(forwarded),
    },
    AcceptDelegationRequest: {
      input: ({ forwarded }) => ({ DelegationRequestId: forwarded }),
      on: ({ forwarded }) => onRequest(forwarded),
    },
    RejectDelegationRequest: {
      input: ({ rejected }) => ({ DelegationRequestId: rejected }),
      on: ({ rejected }) => onRequest(rejected),
    },
    SendDelegationToken: {
      input: ({ accepted }) => ({ DelegationRequestId: accepted }),
      on: ({ accepted }) => onRequest(accepted),
    },
  },
});
