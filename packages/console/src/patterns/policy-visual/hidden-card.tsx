import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { HiddenStatement } from "./read-visual.ts";

interface HiddenCardProps {
  readonly at: number;
  readonly text: string;
  readonly statement: HiddenStatement;
  readonly onJson: () => void;
  readonly onRemove: () => void;
}

/** A statement that parts cannot show: it is read here, and changed as JSON. */
export function HiddenCard({ at, text, statement: { node, why }, onJson, onRemove }: HiddenCardProps) {
  return (
    <Container
      header={
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
          {`Statement ${at + 1}`}
        </Header>
      }
    >
      <Box>{`It cannot be shown by parts. ${why} It stays as it is.`}</Box>
      <pre className="rc-visual-json" tabIndex={0}>
        {text.slice(node.start, node.end)}
      </pre>
    </Container>
  );
}
