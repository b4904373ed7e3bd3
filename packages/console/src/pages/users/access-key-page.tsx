import { href } from "../../app/address.ts";
import type { PageProps } from "../../app/page-row.ts";
import { CreateAccessKey } from "../../patterns/credentials/create-access-key.tsx";

/** A new access key for a user. */
export function AccessKeyPage({ params: { userName = "" } }: PageProps) {
  const doneHref = `${href("/iam/users/:userName", { userName })}?tab=credentials`;
  return <CreateAccessKey userName={userName} doneHref={doneHref} />;
}
