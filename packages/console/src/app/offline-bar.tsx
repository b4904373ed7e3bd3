import Alert from "@cloudscape-design/components/alert";
import { useEffect, useState } from "react";
import { useObservable } from "../session/observable.ts";
import { reachability } from "../session/reachability.ts";
import { resumeSession } from "../session/sessions.ts";

/** One bar on top while the server does not answer. It asks again by itself; forms stay as they are. */
export function OfflineBar() {
  const failures = useObservable(reachability.failures);
  if (failures === 0) return null;
  return <Waiting key={failures} />;
}

function Waiting() {
  const [left, setLeft] = useState(reachability.waitSeconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    // Another failure counts up, and this begins anew.
    if (left === 0) resumeSession().catch(() => {});
  }, [left]);
  return (
    <div role="status">
      <Alert type="warning">{`Rolecall does not answer. Nothing is lost; trying again in ${left} s.`}</Alert>
    </div>
  );
}
