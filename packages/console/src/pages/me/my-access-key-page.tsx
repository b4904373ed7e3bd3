import { href } from "../../app/address.ts";
import { CreateAccessKey } from "../../patterns/credentials/create-access-key.tsx";
import { useMyself } from "../../patterns/use-myself.ts";

/** A new access key of one's own. */
export function MyAccessKeyPage() {
  const identity = useMyself();
  return <CreateAccessKey userName={identity?.name ?? ""} doneHref={href("/me")} />;
}
