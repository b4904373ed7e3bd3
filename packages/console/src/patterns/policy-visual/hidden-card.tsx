import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import type { HiddenStatement } from "./read-visual.ts";
import { StatementHeader } from "./statement-header.tsx";

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
      header={<StatementHeader at={at} name={`Statement ${at + 1}`} onJson={onJson} onRemove={onRemove} />}
    >
      <Box>{`It cannot be shown by parts. ${why} It stays as it is.`}</Box>
      <pre className="rc-visual-json" tabIndex={0}>
        {text.slice(node.start, node.end)}
      </pre>
    </Container>
  );
}
