import { OF_ROW } from "../../session/ask-anew.ts";
import { useOperation } from "../../session/use-operation.ts";
import { tellFact } from "../fact.tsx";
import { RelativeDate } from "../relative-date.tsx";

/** When and for what a key was used last. A user has two keys at most, so that this is no call a row. */
export function KeyLastUsed({ accessKeyId }: { readonly accessKeyId: string }) {
  const asked = useOperation("iam", "GetAccessKeyLastUsed", { AccessKeyId: accessKeyId }, OF_ROW);
  return tellFact(asked, ({ AccessKeyLastUsed: used }) =>
    used?.LastUsedDate === undefined ? (
      "Never"
    ) : (
      <>
        <RelativeDate date={used.LastUsedDate} /> {`(${used.ServiceName}, ${used.Region})`}
      </>
    ),
  );
}
