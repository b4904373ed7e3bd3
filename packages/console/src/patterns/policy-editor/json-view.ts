import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { Annotation, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** What is marked in a document: a finding, or the lines that words speak of. Offsets are UTF-16, as the engine's. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly kind: "error" | "warning" | "lit";
}

interface JsonViewOptions {
  readonly text: string;
  readonly label: string;
  readonly onChange: ((text: string) => void) | undefined;
  readonly onLine: ((line: number | undefined) => void) | undefined;
}

/** A document in an editor, in a shadow root: so its styles are constructed sheets, which the page's policy lets in. */
export interface JsonView {
  /** Shows another text, where it is another. */
  write(text: string): void;
  mark(marks: readonly Mark[]): void;
  /** Puts the cursor there, in sight. */
  goTo(offset: number): void;
  destroy(): void;
}

const setMarks = StateEffect.define<readonly Mark[]>();
/** A change that came from outside is not told there again. */
const fromOutside = Annotation.define<true>();

const marksField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state }) {
    const set = effects.find((effect) => effect.is(setMarks));
    return set === undefined ? marks.map(changes) : decorate(state, set.value);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(state: EditorState, marks: readonly Mark[]): DecorationSet {
  const length = state.doc.length;
  const ranges = marks.flatMap(({ start, end, kind }) => {
    const from = Math.min(start, length);
    const to = Math.min(Math.max(end, from), length);
    if (kind !== "lit") {
      return from === to ? [] : [Decoration.mark({ class: `rc-${kind}` }).range(from, to)];
    }
    const lines = [];
    for (let number = state.doc.lineAt(from).number; number <= state.doc.lineAt(to).number; number++)
      lines.push(Decoration.line({ class: "rc-lit" }).range(state.doc.line(number).from));
    return lines;
  });
  return Decoration.set(ranges, true);
}

const highlighting = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--rc-text)" },
  { tag: tags.string, color: "var(--rc-accent)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--rc-warning)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--rc-text)", backgroundColor: "var(--rc-ground-raised)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--rc-accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "Monaco, Menlo, Consolas, monospace", maxHeight: "60vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--rc-text)", minHeight: "8em" },
  ".cm-cursor": { borderLeftColor: "var(--rc-text)" },
  ".cm-gutters": {
    color: "var(--rc-text-quiet)",
    backgroundColor: "var(--rc-code-ground)",
    borderRight: "1px solid var(--rc-line)",
  },
  ".rc-lit": { backgroundColor: "var(--rc-accent-ground)", boxShadow: "inset 3px 0 var(--rc-accent)" },
  ".rc-error": { textDecoration: "underline wavy var(--rc-bad)" },
  ".rc-warning": { textDecoration: "underline wavy var(--rc-warning)" },
});

/** What is typed over a selection: done by the browser, it would write styles into the text, which the page's policy forbids. */
function replaceSelected(event: InputEvent, view: EditorView): boolean {
  const { inputType, data } = event;
  const { state } = view;
  if (inputType !== "insertText" || data === null || state.readOnly || state.selection.main.empty)
    return false;
  event.preventDefault();
  view.dispatch(state.replaceSelection(data), { userEvent: "input.type" });
  return true;
}

/** Puts an editor into an element; without `onChange` it is only read. */
export function createJsonView(host: HTMLElement, options: JsonViewOptions): JsonView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const { onChange, onLine, label, text } = options;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        indentOnInput(),
        bracketMatching(),
        json(),
        syntaxHighlighting(highlighting),
        theme,
        marksField,
        EditorView.lineWrapping,
        // Tab stays with the page: who works by the keyboard alone gets out again.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorState.readOnly.of(onChange === undefined),
        EditorView.contentAttributes.of({ "aria-label": label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((each) => each.annotation(fromOutside)))
            onChange?.(update.state.doc.toString());
        }),
        EditorView.domEventHandlers({
          beforeinput: replaceSelected,
          mousemove: (event, at) => {
            const offset = at.posAtCoords({ x: event.clientX, y: event.clientY });
            onLine?.(offset === null ? undefined : at.state.doc.lineAt(offset).number);
          },
          mouseleave: () => onLine?.(undefined),
        }),
      ],
    }),
  });
  return {
    write(next) {
      if (view.state.doc.toString() === next) return;
      const changes = { from: 0, to: view.state.doc.length, insert: next };
      view.dispatch({ changes, annotations: fromOutside.of(true) });
    },
    mark: (marks) => view.dispatch({ effects: setMarks.of(marks) }),
    goTo(offset) {
      const at = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
