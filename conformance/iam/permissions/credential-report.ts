import { setTimeout } from "node:timers/promises";
import { GenerateCredentialReportCommand, GetCredentialReportCommand } from "@aws-sdk/client-iam";
import { type IamStage, iamFamily } from "../stage.ts";

export const family = iamFamily({
  prepare: makeReport,
  rows: {
    GenerateCredentialReport: { input: {} },
    GetCredentialReport: { input: {} },
  },
});

/** Of the one report that the account has, the rows tell that it is there. */
async function makeReport({ admin: { iam } }: IamStage): Promise<void> {
  await iam.send(new GenerateCredentialReportCommand({}));
  for (;;) {
    try {
      await iam.send(new GetCredentialReportCommand({}));
      return;
    } catch (error) {
      if ((error as Error).name !== "CredentialReportNotReadyException") throw error;
      await setTimeout(50);
    }
  }
}
