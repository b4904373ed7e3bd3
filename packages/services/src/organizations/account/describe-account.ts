import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { isLongClosed } from "../subject/closed-member.ts";
import { memberAccount } from "../subject/member.ts";
import { accountsToWire } from "./account-shape.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html */
export const describeAccount = organizations.read("DescribeAccount", {
  on: calledBy("delegates", memberAccount),
  perform: async ({ call: { tx, now }, target: { organization, subject } }) => {
    if (isLongClosed(subject.account, now)) throw refusal("AccountNotFoundException");
    const [Account] = await accountsToWire(tx, organization, [subject]);
    return { Account };
  },
});
