import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Toggle from "@cloudscape-design/components/toggle";
import type { Explanation, LayerExplanation, LayerPasses, StatementExplanation } from "@rolecall/policy";
import { useMemo, useState } from "react";
import { formatDate } from "../../patterns/format-date.ts";
import { PolicyLines } from "../../patterns/policy-words/policy-lines.tsx";
import { documentLines } from "./document-lines.ts";
import { StateSign } from "./state-sign.tsx";
import { isAboutOthers, levelState, orderedStatements } from "./statement-order.ts";
import { StatementRow } from "./statement-row.tsx";

/** So many statements are shown before somebody asks for the others: an account may have thousands. */
const SHOWN = 40;

interface LayerDetailProps {
  readonly explanation: Explanation;
  readonly passes: LayerPasses;
}

/** One layer, level by level and statement by statement; beside it the policy of the statement that is chosen, its lines marked. */
export function LayerDetail({ explanation, passes }: LayerDetailProps) {
  const sets = explanation.layers.filter(({ layer }) => layer === passes.layer);
  const [showAll, setShowAll] = useState(false);
  const first = useMemo(() => decidingStatement(sets, explanation), [sets, explanation]);
  const [chosen, setChosen] = useState<Chosen>();
  const shown = chosen !== undefined && sets.includes(chosen.set) ? chosen : first;
  const others = sets.flatMap(({ statements }) => statements).filter(isAboutOthers).length;
  if (sets.length === 0)
    return <Box color="text-body-secondary">There is no policy of this kind over this request.</Box>;
  return (
    <div className="rc-why-layer">
      <div>
        {others > 0 && (
          <Toggle checked={showAll} onChange={({ detail }) => setShowAll(detail.checked)}>
            {`Also ${others} ${others === 1 ? "statement" : "statements"} about other actions`}
          </Toggle>
        )}
        <ol className="rc-why-levels">
          {sets.map((set) => (
            <Level
              key={set.level}
              set={set}
              showAll={showAll}
              chosen={shown?.set === set ? shown.statement : undefined}
              onChoose={(statement) => setChosen({ set, statement })}
            />
          ))}
        </ol>
      </div>
      {shown !== undefined && <PolicyOf key={keyOf(shown)} {...shown} />}
    </div>
  );
}

interface Chosen {
  readonly set: LayerExplanation;
  readonly statement: StatementExplanation;
}

function keyOf({ set, statement }: Chosen): string {
  return `${set.layer} ${set.level} ${statement.policyIndex} ${statement.statement.index}`;
}

/** The one that decided, else the first that has something to say. */
function decidingStatement(sets: readonly LayerExplanation[], { decision }: Explanation): Chosen | undefined {
  const all = sets.flatMap((set) =>
    orderedStatements(set.statements).map((statement) => ({ set, statement })),
  );
  const isDeciding = ({ statement: { matched, statement } }: Chosen) =>
    matched && (statement.effect === "Deny") === (decision === "explicitDeny");
  return all.find(isDeciding) ?? all.find(({ statement }) => !isAboutOthers(statement)) ?? all[0];
}

interface LevelProps {
  readonly set: LayerExplanation;
  readonly showAll: boolean;
  readonly chosen: StatementExplanation | undefined;
  readonly onChoose: (statement: StatementExplanation) => void;
}

function Level({ set, showAll, chosen, onChoose }: LevelProps) {
  const [count, setCount] = useState(SHOWN);
  const statements = orderedStatements(set.statements).filter((each) => showAll || !isAboutOthers(each));
  const hidden = set.policies.find(({ isHidden }) => isHidden);
  const { state, words } = levelState(set);
  return (
    <li>
      <div className="rc-why-level">
        <b>{set.node?.name ?? levelName(set)}</b>
        <span>
          <StateSign state={state} /> {words}
        </span>
      </div>
      {hidden !== undefined && (
        <p className="rc-quiet">
          <StateSign state="unknown" /> You may not read{" "}
          {set.statements.length > 0 ? "all of its policies" : "this policy"}
          {hidden.readAction !== undefined && (
            <>
              : <code>{hidden.readAction}</code>
            </>
          )}
        </p>
      )}
      {set.unknown === "notHeld" && (
        <p className="rc-quiet">Rolecall has no policies of this kind for this resource. It may have one.</p>
      )}
      <ul>
        {statements.slice(0, count).map((statement) => (
          <StatementRow
            key={`${statement.policyIndex} ${statement.statement.index}`}
            statement={statement}
            isChosen={statement === chosen}
            onChoose={() => onChoose(statement)}
          />
        ))}
      </ul>
      {statements.length > count && (
        <Button variant="inline-link" onClick={() => setCount(count + 10 * SHOWN)}>
          {`${statements.length - count} more statements`}
        </Button>
      )}
    </li>
  );
}

function levelName({ layer, level }: LayerExplanation): string {
  if (layer === "session") return `Session policy ${level + 1}`;
  return layer === "serviceControl" || layer === "resourceControl" ? `Level ${level + 1}` : "Policies";
}

function PolicyOf({ set, statement }: Chosen) {
  const { policyIndex, policyName, lines } = statement;
  const policy = set.policies[policyIndex];
  const { document, versionId, since } = policy ?? {};
  if (document === undefined) return null;
  const shown = documentLines(document, { index: statement.statement.index, lines });
  const facts = [
    shown.lines && `lines ${shown.lines.first}–${shown.lines.last} of ${shown.text.split("\n").length}`,
    versionId && `version ${versionId}`,
    since && `since ${formatDate(since)}`,
  ].filter(Boolean);
  const isDeny = statement.matched && statement.statement.effect === "Deny";
  return (
    <div className={isDeny ? "rc-why-policy rc-why-policy-denies" : "rc-why-policy"}>
      <p>
        <b>{policyName ?? "Policy"}</b> {facts.join(" · ")}
      </p>
      <PolicyLines text={shown.text} label={`Policy ${policyName ?? ""}`} lit={shown.lines} />
    </div>
  );
}
