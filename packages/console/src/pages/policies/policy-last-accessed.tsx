import { lazy, Suspense } from "react";

const Loaded = lazy(async () => ({
  default: (await import("../../patterns/last-accessed/last-accessed.tsx")).LastAccessed,
}));

/** Which services the policy allows, and who of those that have it used them last. */
export function PolicyLastAccessed({ policyArn }: { readonly policyArn: string }) {
  return (
    <Suspense fallback={null}>
      <Loaded arn={policyArn} />
    </Suspense>
  );
}
