import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";

interface StatementHeaderProps {
  readonly at: number;
  readonly name: string;
  readonly onJson: () => void;
  readonly onRemove: () => void;
}

/** What a statement is called, and what can be done with all of it. */
export function StatementHeader({ at, name, onJson, onRemove }: StatementHeaderProps) {
  return (
    <Header
      variant="h3"
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button formAction="none" onClick={onJson}>
            Edit as JSON
          </Button>
          <Button formAction="none" ariaLabel={`Remove statement ${at + 1}`} onClick={onRemove}>
            Remove
          </Button>
        </SpaceBetween>
      }
    >
      {name}
    </Header>
  );
}
