import type { CreateDelegationRequestCommandInput } from "@aws-sdk/client-iam";
import { ACCOUNT } from "./seed.ts";

interface OnboardingOptions {
  /** The account that asks: a row of product-providers.yaml. */
  readonly provider: string;
  /** Whom it wants to read and tag in ACCOUNT. */
  readonly userName: string;
  /** Each request's own. */
  readonly workflow: string;
  readonly durationSeconds?: number;
}

/** What a product provider asks for by the template `onboarding` of product-providers.yaml. */
export function onboardingRequest(options: OnboardingOptions) {
  const { provider, userName, workflow, durationSeconds = 900 } = options;
  return {
    Description: "Sets the product up",
    Permissions: {
      PolicyTemplateArn: `arn:aws:iam::${provider}:delegation-template/onboarding`,
      Parameters: [
        { Name: "ownerAccount", Type: "string", Values: [ACCOUNT] },
        { Name: "userName", Type: "string", Values: [userName] },
      ],
    },
    RequestorWorkflowId: workflow,
    NotificationChannel: `arn:aws:sns:us-east-1:${provider}:delegation`,
    SessionDuration: durationSeconds,
  } satisfies CreateDelegationRequestCommandInput;
}
