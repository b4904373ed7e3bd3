import { Fragment } from "react";

/** A tour's text: what stands between backticks is code. */
export function ToldText({ text }: { readonly text: string }) {
  return text
    .split("`")
    .map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>));
}
