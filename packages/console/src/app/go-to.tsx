import Autosuggest, { type AutosuggestProps } from "@cloudscape-design/components/autosuggest";
import { useEffect, useState } from "react";
import { findEntities } from "./find-entities.ts";
import { href } from "./location.ts";
import { navigate } from "./navigate.ts";
import { LEARN, NAVIGATION } from "./navigation-items.ts";
import { addressOfPasted } from "./pasted.ts";

const PAUSE_MS = 200;

/** Leads to a page, a user, a role, a group, a policy or an account by its name; to what a pasted ARN names. */
export function GoTo() {
  const [value, setValue] = useState("");
  const found = useFound(value);
  return (
    <Autosuggest
      value={value}
      onChange={({ detail }) => setValue(detail.value)}
      onSelect={({ detail }) => {
        const target = detail.value.startsWith("/console/") ? detail.value : addressOfPasted(detail.value);
        if (target === undefined) return;
        setValue("");
        navigate(target);
      }}
      options={[...pagesNamed(value), ...found.options]}
      statusType={found.isAsking ? "loading" : "finished"}
      loadingText="Looking for more"
      filteringType="manual"
      enteredTextLabel={(text) =>
        addressOfPasted(text) === undefined ? `Nothing chosen for "${text}" yet` : `Open ${text}`
      }
      placeholder="Go to…"
      ariaLabel="Go to a page or to what has this name"
      empty="Nothing has this name"
    />
  );
}

interface Found {
  readonly options: AutosuggestProps.Options;
  readonly isAsking: boolean;
}

const NOTHING: Found = { options: [], isAsking: false };

/** Asks the server after a pause without typing; an older answer is dropped. */
function useFound(text: string): Found {
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    const query = text.trim();
    setFound(NOTHING);
    if (query.length < 2 || query.startsWith("/console/")) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      setFound({ options: [], isAsking: true });
      const options = await findEntities(query, abort.signal);
      if (!abort.signal.aborted) setFound({ options, isAsking: false });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return found;
}

function pagesNamed(text: string): AutosuggestProps.Options {
  const query = text.trim().toLowerCase();
  const options = PAGES.filter(({ label }) => label.toLowerCase().includes(query));
  return options.length === 0 ? [] : [{ label: "Pages", options }];
}

const PAGES = [...NAVIGATION, LEARN].flatMap((item) =>
  "items" in item
    ? item.items.map(({ text, path }) => ({ value: href(path), label: text, description: item.text }))
    : [{ value: href(item.path), label: item.text }],
);
