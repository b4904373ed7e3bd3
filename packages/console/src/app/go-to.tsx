import Autosuggest from "@cloudscape-design/components/autosuggest";
import { useState } from "react";
import { href } from "./location.ts";
import { navigate } from "./navigate.ts";
import { NAVIGATION } from "./navigation-items.ts";

const PAGES = NAVIGATION.flatMap((item) =>
  "items" in item
    ? item.items.map(({ text, path }) => ({ text, path, group: item.text }))
    : [{ ...item, group: "" }],
);

/** Leads to a page by its name. */
export function GoTo() {
  const [value, setValue] = useState("");
  return (
    <Autosuggest
      value={value}
      onChange={({ detail }) => setValue(detail.value)}
      onSelect={({ detail }) => {
        setValue("");
        if (detail.value.startsWith("/console")) navigate(detail.value);
      }}
      options={PAGES.map(({ text, path, group }) => ({ value: href(path), label: text, description: group }))}
      enteredTextLabel={(text) => `Go to ${text}`}
      placeholder="Go to a page"
      ariaLabel="Go to"
      empty="No page has this name"
    />
  );
}
