import type { PrimaryEmailUpdateStatus } from "@rolecall/contracts/account";
import type { EmailUpdate } from "@rolecall/store";
import { account } from "../define.ts";
import { detailsOf } from "../details.ts";
import { accountError } from "../error.ts";
import { anAccount } from "../on.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_GetPrimaryEmailUpdateStatus.html */
export const getPrimaryEmailUpdateStatus = account.read("GetPrimaryEmailUpdateStatus", {
  on: anAccount,
  perform: async ({ call: { tx, now }, target }) => {
    const { emailUpdate } = await detailsOf(tx, target.id);
    if (emailUpdate === undefined) {
      throw accountError("ResourceNotFoundException", "No update of the primary e-mail address was started.");
    }
    return { Status: statusOf(emailUpdate, now), UpdatedAt: new Date(emailUpdate.updatedAt) };
  },
});

/** One whose code was not used in time has failed. */
function statusOf({ status, code }: EmailUpdate, now: number): PrimaryEmailUpdateStatus {
  return code !== undefined && now >= code.expiresAt ? "FAILED" : status;
}
