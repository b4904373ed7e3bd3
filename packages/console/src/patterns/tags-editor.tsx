import TagEditor, { type TagEditorProps } from "@cloudscape-design/components/tag-editor";
import { useState } from "react";

/** A tag as AWS writes it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What is to be called so that the server has what the editor shows. */
export interface TagChanges {
  readonly set: readonly Tag[];
  readonly removed: readonly string[];
  readonly isChanged: boolean;
  readonly isValid: boolean;
}

interface TagsEditorProps {
  readonly tags: readonly Tag[];
  readonly onChange: (changes: TagChanges) => void;
  /** 50 for all that IAM has. */
  readonly most?: number;
}

/** Tags of one thing: added, changed, removed, undone. Tell the server with `TagX` what is `set` and with `UntagX` what is `removed`. */
export function TagsEditor({ tags, onChange, most = 50 }: TagsEditorProps) {
  const [edited, setEdited] = useState<readonly TagEditorProps.Tag[]>(() =>
    tags.map(({ Key, Value }) => ({ key: Key, value: Value, existing: true })),
  );
  return (
    <TagEditor
      tags={[...edited]}
      tagLimit={most}
      i18nStrings={WORDS}
      onChange={({ detail }) => {
        setEdited(detail.tags);
        onChange(changesOf(tags, detail.tags, detail.valid));
      }}
    />
  );
}

/** What differs from what the server has. */
export function changesOf(
  before: readonly Tag[],
  after: readonly TagEditorProps.Tag[],
  isValid: boolean,
): TagChanges {
  const removed = after.filter((tag) => tag.existing && tag.markedForRemoval === true).map(({ key }) => key);
  const set = after
    .filter((tag) => tag.markedForRemoval !== true)
    .filter(({ key, value }) => before.find(({ Key }) => Key === key)?.Value !== value)
    .map(({ key, value }) => ({ Key: key, Value: value }));
  return { set, removed, isChanged: set.length > 0 || removed.length > 0, isValid };
}

const WORDS: TagEditorProps.I18nStrings = {
  keyPlaceholder: "Key",
  valuePlaceholder: "Value",
  addButton: "Add a tag",
  removeButton: "Remove",
  removeButtonAriaLabel: ({ key }) => `Remove the tag ${key}`,
  undoButton: "Undo",
  undoPrompt: "This tag is removed when you save",
  loading: "Loading tags",
  keyHeader: "Key",
  valueHeader: "Value",
  optional: "optional",
  keySuggestion: "Choose a key or write one",
  valueSuggestion: "Choose a value or write one",
  emptyTags: "No tags.",
  tooManyKeysSuggestion: "There are more keys than are shown",
  tooManyValuesSuggestion: "There are more values than are shown",
  keysSuggestionLoading: "Loading keys",
  keysSuggestionError: "Keys could not be read",
  valuesSuggestionLoading: "Loading values",
  valuesSuggestionError: "Values could not be read",
  emptyKeyError: "A tag has a key.",
  maxKeyCharLengthError: "A key has 128 characters at most.",
  maxValueCharLengthError: "A value has 256 characters at most.",
  duplicateKeyError: "This key is there already.",
  invalidKeyError: "A key has letters, digits, blanks and _.:/=+-@.",
  invalidValueError: "A value has letters, digits, blanks and _.:/=+-@.",
  awsPrefixError: "Keys that begin with aws: are AWS's own.",
  tagLimit: (available) => `${available} more tags can be added.`,
  tagLimitReached: (limit) => `${limit} tags are the most.`,
  tagLimitExceeded: (limit) => `There are more than ${limit} tags.`,
  enteredKeyLabel: (key) => `Use "${key}"`,
  enteredValueLabel: (value) => `Use "${value}"`,
  itemRemovedAriaLive: "The tag was removed.",
};
