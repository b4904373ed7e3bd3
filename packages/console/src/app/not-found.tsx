import Link from "@cloudscape-design/components/link";
import { PageContent } from "../patterns/page-content.tsx";
import { href } from "./location.ts";

/** For an address that no page has. */
export function NotFound() {
  return (
    <PageContent title="There is no such page">
      <p>
        No page of the console has this address. <Link href={href("/iam")}>Go to the dashboard</Link>
      </p>
    </PageContent>
  );
}
