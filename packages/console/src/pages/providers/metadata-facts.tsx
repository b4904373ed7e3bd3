import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useNow } from "../../app/use-now.ts";
import { formatDate } from "../../patterns/format-date.ts";
import { readSamlMetadata } from "./saml-metadata.ts";

/** What a metadata document says, so that it can be compared before it is trusted. */
export function MetadataFacts({ text }: { readonly text: string }) {
  const now = useNow(60_000);
  const read = readSamlMetadata(text);
  if (typeof read === "string") return <StatusIndicator type="error">{read}</StatusIndicator>;
  const { entityId, signInUrl, certificatesUntil } = read;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: "Entity ID", value: <span className="rc-whole-name">{entityId}</span> },
        { label: "Sign-in address", value: <span className="rc-whole-name">{signInUrl ?? "–"}</span> },
        {
          label: "Certificate valid until",
          value:
            certificatesUntil.length === 0
              ? "No certificate"
              : certificatesUntil.map((end) => <End key={end ?? ""} end={end} now={now} />),
        },
      ]}
    />
  );
}

function End({ end, now }: { readonly end: string | undefined; readonly now: number }) {
  if (end === undefined) return <div>not readable here</div>;
  const isOver = Date.parse(end) < now;
  return (
    <div>
      <StatusIndicator type={isOver ? "warning" : "success"}>
        {isOver ? `${formatDate(end)}: it is over` : formatDate(end)}
      </StatusIndicator>
    </div>
  );
}
