import { href } from "../../app/address.ts";
import { CreateAccessKey } from "../../patterns/credentials/create-access-key.tsx";
import { useMyself } from "../../patterns/use-myself.ts";
import { CreateRootKey } from "./create-root-key.tsx";

/** A new access key of one's own. */
export function MyAccessKeyPage() {
  const identity = useMyself();
  if (identity?.kind === "root") return <CreateRootKey />;
  return <CreateAccessKey userName={identity?.name ?? ""} doneHref={href("/me")} />;
}
