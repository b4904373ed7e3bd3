import Box from "@cloudscape-design/components/box";
import { useDeferredValue } from "react";
import { usePolicyWords } from "./policy-words.tsx";

/** What the document says as it stands, in a sentence. */
export function WordsWhileWriting({ document }: { readonly document: string }) {
  const words = usePolicyWords(useDeferredValue(document));
  return words === undefined ? null : <Box>{words}</Box>;
}
