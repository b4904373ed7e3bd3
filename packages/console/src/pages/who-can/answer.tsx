import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo, useState } from "react";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { useIsWide } from "../../patterns/use-is-wide.ts";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import type { WhoCanQuestion } from "../../patterns/who-can-question.ts";
import { fitNodes, layOutWays } from "./picture/lay-out-ways.ts";
import { LazyWaysPicture } from "./picture/lazy-ways-picture.tsx";
import { QuestionForm } from "./question-form.tsx";
import { Toggles } from "./toggles.tsx";
import { type FoundWays, useWhoCan } from "./use-who-can.ts";
import { type BundledWay, bundleWays } from "./ways/bundle-ways.ts";
import { count, sayLookedAt, sayStates, sayUnfinished, sayUnread, sayWho } from "./ways/say-answer.ts";
import { laneOf } from "./ways/way-place.ts";
import { WaySentence } from "./ways/way-sentence.tsx";
import { WaysChains } from "./ways/ways-chains.tsx";
import { WaysList } from "./ways/ways-list.tsx";
import { whyOfWay } from "./ways/why-of-way.ts";

/** More than so many boxes are not read as a picture. */
const NODES_MAX = 40;

/** Who is of no account that is looked at. */
const OUTSIDE: ReadonlySet<string> = new Set(["account", "outsider", "everyone", "provider"]);

/** The question with its answer: in a sentence, as a picture, as a list. */
export function Answer({ question }: { readonly question: WhoCanQuestion }) {
  const query = useWhoCan(question);
  const { data, error } = query;
  const ways = useMemo(() => selectWays(question, data), [question, data]);
  const goOn = query.hasNextPage ? () => void query.fetchNextPage() : undefined;
  return (
    <SpaceBetween size="l">
      <QuestionForm question={question}>
        {data !== undefined && (
          <Sentence found={data} ways={ways} isAsking={query.isFetchingNextPage} onGoOn={goOn} />
        )}
      </QuestionForm>
      {error !== null && <Failed what="It could not be asked." error={error} />}
      {data === undefined && error === null && <Loading what="the answer" height={320} />}
      {data !== undefined && <Ways question={question} ways={ways} />}
    </SpaceBetween>
  );
}

function selectWays(question: WhoCanQuestion, found: FoundWays | undefined): readonly BundledWay[] {
  const asked = (found?.ways ?? []).filter(({ Kind }) => question.fromOutside !== true || OUTSIDE.has(Kind));
  return bundleWays(asked);
}

interface SentenceProps {
  readonly found: FoundWays;
  readonly ways: readonly BundledWay[];
  readonly isAsking: boolean;
  readonly onGoOn: (() => void) | undefined;
}

function Sentence({ found: { lookedAt }, ways, isAsking, onGoOn }: SentenceProps) {
  const unread = sayUnread(lookedAt.UnreadAccountIds);
  return (
    <SpaceBetween size="xs">
      <p className="rc-who-answer" aria-live="polite">
        <b>{sayWho(ways)}</b> {sayStates(ways)} <span className="rc-quiet">{sayLookedAt(lookedAt)}</span>{" "}
        {lookedAt.OmittedWays > 0 && (
          <span className="rc-quiet">
            {count(lookedAt.OmittedWays, "way")} of principals that have more than a hundred are left out.
          </span>
        )}
      </p>
      {unread !== undefined && <Alert type="info">{unread}</Alert>}
      {onGoOn !== undefined && (
        <Alert
          type="warning"
          action={
            <Button formAction="none" loading={isAsking} onClick={onGoOn}>
              Go on
            </Button>
          }
        >
          {sayUnfinished(lookedAt)}
        </Alert>
      )}
    </SpaceBetween>
  );
}

interface WaysProps {
  readonly question: WhoCanQuestion;
  /** Those that are stopped among them. */
  readonly ways: readonly BundledWay[];
}

function Ways({ question, ways: all }: WaysProps) {
  const ownAccountId = useOwnAccount();
  const isWide = useIsWide();
  const [wanted, setLit] = useState<string>();
  const { withoutStopped, action, resource, context } = question;
  const shown = useMemo(
    () => placeWays(withoutStopped === true ? all.filter(({ state }) => state !== "stopped") : all),
    [all, withoutStopped],
  );
  const { ways, pictured, layout } = shown;
  const picture = useMemo(
    () => ({ ways: pictured, layout, action, resource, ownAccountId }),
    [pictured, layout, action, resource, ownAccountId],
  );
  const lit = ways.find(({ id }) => id === wanted) ?? ways[0];
  const whyOf = (way: BundledWay) => whyOfWay(way, ownAccountId, context);
  const left = ways.length - pictured.length;
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" actions={<Toggles question={question} />}>
            {isWide ? "The ways, as a picture" : "The ways"}
          </Header>
        }
      >
        <WaysChains
          ways={isWide ? pictured : ways}
          action={action}
          ownAccountId={ownAccountId}
          lit={lit?.id}
          isHidden={isWide}
        />
        {isWide && pictured.length > 0 && (
          <LazyWaysPicture pictured={picture} lit={lit?.id} onLight={setLit} />
        )}
        {isWide && left > 0 && (
          <p className="rc-quiet">
            {count(left, "more way")} {left === 1 ? "stands" : "stand"} in the list: a picture has at most{" "}
            {NODES_MAX} boxes.
          </p>
        )}
        <div aria-live="polite">
          {lit === undefined ? (
            <p className="rc-quiet">No way leads there.</p>
          ) : (
            <WaySentence
              key={lit.id}
              way={lit}
              number={ways.indexOf(lit) + 1}
              action={action}
              ownAccountId={ownAccountId}
              whyHref={whyOf(lit)}
              context={context}
            />
          )}
        </div>
      </Container>
      <WaysList ways={ways} lit={lit?.id} ownAccountId={ownAccountId} whyOf={whyOf} onLight={setLit} />
    </SpaceBetween>
  );
}

/** In the order of the picture; those that have no room in it follow. */
function placeWays(ways: readonly BundledWay[]) {
  const fitting = fitNodes(ways, laneOf, NODES_MAX);
  const layout = layOutWays(fitting.map(laneOf));
  const byId = new Map(fitting.map((way) => [way.id, way]));
  const pictured = layout.order.flatMap((id) => byId.get(id) ?? []);
  return { layout, pictured, ways: [...pictured, ...ways.filter(({ id }) => !byId.has(id))] };
}
