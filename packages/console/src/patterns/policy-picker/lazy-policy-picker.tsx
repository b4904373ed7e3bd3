import { type ComponentProps, lazy, Suspense } from "react";
import { Loading } from "../loading.tsx";
import type { PolicyPicker as Picker } from "./policy-picker.tsx";

const Loaded = lazy(async () => ({ default: (await import("./policy-picker.tsx")).PolicyPicker }));

/** The picker with its table and words, loaded when it is first shown. */
export function PolicyPicker(props: ComponentProps<typeof Picker>) {
  return (
    <Suspense fallback={<Loading what="the policies" height={400} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
