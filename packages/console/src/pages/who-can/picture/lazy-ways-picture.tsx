import { type ComponentProps, lazy, Suspense } from "react";
import { Loading } from "../../../patterns/loading.tsx";
import type { WaysPicture } from "./ways-picture.tsx";

const Loaded = lazy(async () => ({ default: (await import("./ways-picture.tsx")).WaysPicture }));

/** The picture with what draws it, loaded when there is one to be shown. */
export function LazyWaysPicture(props: ComponentProps<typeof WaysPicture>) {
  return (
    <Suspense fallback={<Loading what="the picture" height={320} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
