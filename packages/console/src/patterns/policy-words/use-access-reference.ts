import { type AccessReference, readAccessLevels } from "@rolecall/policy/describe";
import { useQuery } from "@tanstack/react-query";

/** What the words about policies are made with. It is large: loaded once, when a page first speaks of a policy; undefined until then. */
export function useAccessReference(): AccessReference | undefined {
  return useQuery({
    queryKey: ["access reference"],
    queryFn: loadAccessReference,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  }).data;
}

async function loadAccessReference(): Promise<AccessReference> {
  const { ACCESS_LEVEL_DATA } = await import("@rolecall/policy/access-levels");
  return readAccessLevels(ACCESS_LEVEL_DATA);
}
