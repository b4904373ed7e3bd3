import Alert from "@cloudscape-design/components/alert";

interface GoneProps {
  /** "role" */
  readonly kind: string;
  readonly name: string;
  /** The account's alias or name, where it is known. */
  readonly account?: string;
}

/** There is nothing of this name: it was deleted, or never was. */
export function Gone({ kind, name, account }: GoneProps) {
  return (
    <Alert type="info" header={`There is no ${kind} ${name}${account === undefined ? "" : ` in ${account}`}`}>
      It was deleted, or the name is another. The audit log says who deleted it, and when.
    </Alert>
  );
}
