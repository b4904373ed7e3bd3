import Button from "@cloudscape-design/components/button";
import { PageContent } from "../patterns/page-content.tsx";

/** A page's chunk did not come: the server is gone, or has a newer console, whose chunks have other names. */
export function PageMissing() {
  return (
    <PageContent
      title="This page could not be loaded"
      description="Rolecall does not answer, or was updated."
    >
      <Button onClick={() => location.reload()}>Load it again</Button>
    </PageContent>
  );
}
