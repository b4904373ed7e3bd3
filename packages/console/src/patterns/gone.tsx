import Alert from "@cloudscape-design/components/alert";
import { useQuery } from "@tanstack/react-query";
import { readChanger } from "./policy-difference/read-changer.ts";

interface GoneProps {
  /** "role" */
  readonly kind: string;
  readonly name: string;
  /** The account's alias or name, where it is known. */
  readonly account?: string;
}

/** What deletes one of a kind, where the audit log has its name. Of others it is not told who did. */
const DELETIONS: Readonly<Record<string, string>> = {
  user: "DeleteUser",
  group: "DeleteGroup",
  role: "DeleteRole",
  policy: "DeletePolicy",
};

/** There is nothing of this name: it was deleted, or never was. Who deleted it is told where the reader may look at events. */
export function Gone({ kind, name, account }: GoneProps) {
  const deletion = DELETIONS[kind];
  const { data: changer } = useQuery({
    queryKey: ["deleted by", kind, name],
    queryFn: async () => (await readChanger(name, [deletion ?? ""])) ?? null,
    enabled: deletion !== undefined,
  });
  return (
    <Alert type="info" header={`There is no ${kind} ${name}${account === undefined ? "" : ` in ${account}`}`}>
      {changer == null
        ? "It was deleted, or the name is another. The audit log says who deleted it, and when."
        : `It was deleted by ${changer.name} ${changer.when.toLowerCase()}, says the audit log.`}
    </Alert>
  );
}
