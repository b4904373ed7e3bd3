import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import type { PolicyKind } from "@rolecall/policy";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { LazyVisualEditor } from "../policy-visual/lazy-visual-editor.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import type { Mark } from "./json-view.ts";
import { judgePolicy, type SIZE_QUOTAS, sizeOf } from "./judge-policy.ts";
import { LazyJsonEditor } from "./lazy-json-editor.tsx";
import "./policy-editor.css";

interface PolicyEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly kind: PolicyKind;
  /** Which of IAM's quotas of sizes it counts against. */
  readonly quota: keyof typeof SIZE_QUOTAS;
  readonly accountId: string;
  readonly label?: string;
  /** Told whether AWS would refuse what is written, each time that this changes. */
  readonly onJudge?: (hasErrors: boolean) => void;
}

/** Kinds whose statements have no principals: parts can show these. */
const VISUAL_KINDS: ReadonlySet<PolicyKind> = new Set(["identity", "serviceControl"]);

/** A policy document under the engine's eyes: what AWS would refuse, and what a reviewer would, line by line as it is typed. */
export function PolicyEditor({
  text,
  onChange,
  kind,
  quota,
  accountId,
  label = "Policy document",
  onJudge,
}: PolicyEditorProps) {
  const judged = useDeferredValue(text);
  const findings = useMemo(() => judgePolicy(judged, kind, accountId), [judged, kind, accountId]);
  const marks = useMemo(
    (): readonly Mark[] => findings.map(({ finding: { span, severity } }) => ({ ...span, kind: severity })),
    [findings],
  );
  useTold(
    findings.some(({ tab }) => tab === "errors"),
    onJudge,
  );
  const [place, setPlace] = useState<{ readonly offset: number }>();
  const [view, setView] = useState("json");
  const goTo = (offset: number) => {
    setView("json");
    setPlace({ offset });
  };
  const json = <LazyJsonEditor text={text} label={label} onChange={onChange} marks={marks} place={place} />;
  return (
    <SpaceBetween size="s">
      {VISUAL_KINDS.has(kind) ? (
        <Tabs
          activeTabId={view}
          ariaLabel="Ways to edit"
          onChange={({ detail }) => setView(detail.activeTabId)}
          tabs={[
            { id: "json", label: "JSON", content: view === "json" && json },
            {
              id: "visual",
              label: "Visual",
              content: view === "visual" && (
                <LazyVisualEditor text={text} onChange={onChange} onEditJson={goTo} />
              ),
            },
          ]}
        />
      ) : (
        json
      )}
      <Box color="text-body-secondary" fontSize="body-s">
        {sizeOf(text, quota)}
      </Box>
      <FindingsPanel findings={findings} onGoTo={goTo} />
    </SpaceBetween>
  );
}

function useTold(hasErrors: boolean, onJudge: ((hasErrors: boolean) => void) | undefined): void {
  const told = useRef(onJudge);
  told.current = onJudge;
  useEffect(() => told.current?.(hasErrors), [hasErrors]);
}
