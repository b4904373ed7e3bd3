import { type ComponentProps, lazy, Suspense } from "react";
import { Loading } from "../loading.tsx";
import type { VisualEditor } from "./visual-editor.tsx";

const Loaded = lazy(async () => ({ default: (await import("./visual-editor.tsx")).VisualEditor }));

/** Loaded when it is first shown. */
export function LazyVisualEditor(props: ComponentProps<typeof VisualEditor>) {
  return (
    <Suspense fallback={<Loading what="the visual editor" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
