import Link from "@cloudscape-design/components/link";
import { PageContent } from "../patterns/page-content.tsx";
import { href, usePath } from "./location.ts";
import { findItem } from "./navigation-items.ts";

/** For an address that no page has; one that the navigation names says that its page is still missing. */
export function NotFound() {
  const item = findItem(usePath());
  if (item !== undefined)
    return (
      <PageContent title={item.text} description="This page is coming.">
        <p>
          Its place is kept, and it is not built yet. Until then the AWS CLI and every SDK do its work.{" "}
          <Link href={href("/iam/users")}>Go to the users</Link>
        </p>
      </PageContent>
    );
  return (
    <PageContent title="There is no such page">
      <p>
        No page of the console has this address. <Link href={href("/iam")}>Go to the dashboard</Link>
      </p>
    </PageContent>
  );
}
