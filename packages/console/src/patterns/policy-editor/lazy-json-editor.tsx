import { type ComponentProps, lazy, Suspense } from "react";
import type { JsonEditor } from "./json-editor.tsx";

const Loaded = lazy(async () => ({ default: (await import("./json-editor.tsx")).JsonEditor }));

/** The editor, loaded when it is shown: until then the text stands there as it is. */
export function LazyJsonEditor(props: ComponentProps<typeof JsonEditor>) {
  return (
    <Suspense fallback={<pre className="rc-json-plain">{props.text}</pre>}>
      <Loaded {...props} />
    </Suspense>
  );
}
