import { type ComponentProps, lazy, Suspense } from "react";
import type { PolicyEditor } from "./policy-editor.tsx";
import "./policy-editor.css";

const Loaded = lazy(async () => ({ default: (await import("./policy-editor.tsx")).PolicyEditor }));

/** The editor with the engine that judges what is written, loaded when it is shown: until then the text stands there as it is. */
export function LazyPolicyEditor(props: ComponentProps<typeof PolicyEditor>) {
  return (
    <Suspense fallback={<pre className="rc-json-plain">{props.text}</pre>}>
      <Loaded {...props} />
    </Suspense>
  );
}
