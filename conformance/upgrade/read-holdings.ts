/** What somebody who may read everything is told of an account: held against what an older version told of the same store. */
import {
  GetAccountPasswordPolicyCommand,
  GetLoginProfileCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  paginateGetAccountAuthorizationDetails,
} from "@aws-sdk/client-iam";

export async function readHoldings(iam: IAMClient): Promise<Readonly<Record<string, unknown>>> {
  const details: Record<string, unknown[]> = {};
  const filter = { Filter: ["User", "Role", "Group", "LocalManagedPolicy"] as const };
  for await (const page of paginateGetAccountAuthorizationDetails(
    { client: iam },
    { Filter: [...filter.Filter] },
  ))
    for (const name of ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"] as const)
      details[name] = [...(details[name] ?? []), ...(page[name] ?? [])];
  const names = (details.UserDetailList as { UserName: string }[]).map(({ UserName }) => UserName).sort();
  const users = await Promise.all(
    names.map(async (UserName) => ({
      UserName,
      AccessKeyMetadata: (await iam.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata,
      LoginProfile: await iam.send(new GetLoginProfileCommand({ UserName })).then(
        ({ LoginProfile }) => LoginProfile,
        ({ name }: Error) => name,
      ),
    })),
  );
  const { AccountAliases } = await iam.send(new ListAccountAliasesCommand({}));
  const PasswordPolicy = await iam.send(new GetAccountPasswordPolicyCommand({})).then(
    (answer) => answer.PasswordPolicy,
    ({ name }: Error) => name,
  );
  // As JSON has it: dates are texts, and what is undefined is not there.
  return JSON.parse(JSON.stringify({ ...details, users, AccountAliases, PasswordPolicy }));
}
