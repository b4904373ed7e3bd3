import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import type { ReactNode } from "react";

interface PageContentProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Buttons at the right. */
  readonly actions?: ReactNode;
  /** Beside the title: `(1,284)`. */
  readonly counter?: string;
  readonly children: ReactNode;
}

/** A page that is no table: its `h1`, what it is about, its buttons, and what it shows. */
export function PageContent({ title, description, actions, counter, children }: PageContentProps) {
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          {...(description !== undefined && { description })}
          {...(counter !== undefined && { counter })}
          actions={actions}
        >
          {title}
        </Header>
      }
    >
      {children}
    </ContentLayout>
  );
}
