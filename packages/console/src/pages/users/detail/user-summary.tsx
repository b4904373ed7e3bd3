import type { KeyValuePairsProps } from "@cloudscape-design/components/key-value-pairs";
import { useQuery } from "@tanstack/react-query";
import { Copyable } from "../../../patterns/copyable.tsx";
import { tellFact } from "../../../patterns/fact.tsx";
import { RelativeDate } from "../../../patterns/relative-date.tsx";
import type { ApiError } from "../../../session/api-error.ts";
import type { OutputOf } from "../../../session/call-operation.ts";
import { useOperation } from "../../../session/use-operation.ts";
import { readHasPassword } from "../has-password.ts";

export type User = NonNullable<OutputOf<"iam", "GetUser">["User"]>;

/** What a user is, at one look. */
export function useUserSummary(userName: string, user: User | undefined): readonly KeyValuePairsProps.Item[] {
  const password = useHasPassword(userName);
  const keys = useOperation("iam", "ListAccessKeys", { UserName: userName });
  const devices = useOperation("iam", "ListMFADevices", { UserName: userName });
  const own = { data: user, error: null };
  return [
    { label: "ARN", value: tellFact(own, ({ Arn }) => <Copyable text={Arn} what="ARN" />) },
    {
      label: "Console access",
      value: tellFact(password, (has) => (has ? "Enabled with password" : "Disabled")),
    },
    {
      label: "Access keys",
      value: tellFact(keys, ({ AccessKeyMetadata = [] }) => keysWords(AccessKeyMetadata)),
    },
    {
      label: "Created",
      value: tellFact(own, ({ CreateDate }) => <RelativeDate date={CreateDate} />),
    },
    {
      label: "Console last sign-in",
      value: tellFact(own, ({ PasswordLastUsed }) => <RelativeDate date={PasswordLastUsed} />),
    },
    {
      label: "MFA",
      value: tellFact(devices, ({ MFADevices = [] }) =>
        MFADevices.length === 0 ? "None" : `${MFADevices.length} assigned`,
      ),
    },
  ];
}

export function useHasPassword(userName: string) {
  return useQuery<boolean, ApiError>({
    queryKey: ["iam", "password of", userName],
    queryFn: () => readHasPassword(userName),
  });
}

function keysWords(keys: readonly { readonly Status?: string | undefined }[]): string {
  if (keys.length === 0) return "None";
  const active = keys.filter(({ Status }) => Status === "Active").length;
  return `${active} active${keys.length > active ? `, ${keys.length - active} inactive` : ""}`;
}
