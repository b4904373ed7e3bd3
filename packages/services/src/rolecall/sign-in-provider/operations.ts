import { publishedProviders } from "@rolecall/access";
import type { Call, Operation } from "@rolecall/operations";
import type { SignInProvider, WriteTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { quotaExceeded } from "../error.ts";
import { ROLECALL_QUOTAS } from "../quotas.ts";
import { anyProvider, provider, providers } from "./on.ts";
import { readSignInUrl } from "./sign-in-url.ts";

export const signInProviderOperations: readonly Operation[] = [
  /** Named on the sign-in page, to whoever knows the account's id or alias. One that is published already is changed. */
  rolecall.write("PublishSignInProvider", {
    on: provider,
    async perform({ call, target: { id: providerArn } }) {
      const { DisplayName: displayName, SignInUrl } = call.input;
      const others = (await publishedProviders(call.tx, call.caller.accountId)).filter(
        (each) => each.providerArn !== providerArn,
      );
      const limit = ROLECALL_QUOTAS.of(call.env).SignInProvidersPerAccount;
      if (others.length >= limit) throw quotaExceeded("SignInProvidersPerAccount", limit);
      const published = { providerArn, displayName, signInUrl: readSignInUrl(SignInUrl) };
      await keep(call, [...others, published]);
      return {};
    },
  }),
  /** One that is not published is not refused. */
  rolecall.write("WithdrawSignInProvider", {
    on: anyProvider,
    async perform({ call, target: arn }) {
      const all = await publishedProviders(call.tx, call.caller.accountId);
      await keep(
        call,
        all.filter(({ providerArn }) => providerArn !== arn),
      );
      return {};
    },
  }),
  rolecall.read("ListSignInProviders", {
    on: providers,
    async perform({ call }) {
      const all = await publishedProviders(call.tx, call.caller.accountId);
      return {
        SignInProviders: all.map(({ providerArn, displayName, signInUrl }) => ({
          SAMLProviderArn: providerArn,
          DisplayName: displayName,
          SignInUrl: signInUrl,
        })),
      };
    },
  }),
];

type Keeping = Pick<Call<unknown, WriteTransaction>, "tx" | "caller" | "now">;

async function keep(
  { tx, caller: { accountId }, now }: Keeping,
  all: readonly SignInProvider[],
): Promise<void> {
  const settings = (await tx.accountSettings.ofAccount(accountId)) ?? { accountId, properties: {} };
  const signInProviders = all.toSorted((a, b) => (a.providerArn < b.providerArn ? -1 : 1));
  await tx.accountSettings.put({ ...settings, signInProviders, updatedAt: now });
}
