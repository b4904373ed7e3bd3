import Button from "@cloudscape-design/components/button";
import { useEffect, useRef, useState } from "react";
import { flashes } from "../app/flashes.ts";
import { tourPanel } from "../app/panels.ts";
import { focusTour } from "./focus-tour.ts";
import { TOUR_HEADS, type TourId } from "./heads.ts";
import { END, type Place, stepNumber, stepOf } from "./place.ts";
import { TOURS } from "./tours.ts";

const FLASH = "tour";

interface NewsProps {
  readonly tourId: TourId;
  readonly place: Place;
}

/** Tells that a step is done: to a screen reader always, on the page where the panel is closed. The focus stays where it is. */
export function News({ tourId, place }: NewsProps) {
  const before = useRef(place.step);
  const [news, setNews] = useState("");
  useEffect(() => {
    if (before.current === place.step) return;
    before.current = place.step;
    const said = newsOf(tourId, place);
    setNews(said);
    if (!tourPanel.isOpen.read()) showNews(said);
  }, [tourId, place]);
  return (
    <div className="sr" role="status">
      {news}
    </div>
  );
}

function newsOf(tourId: TourId, place: Place): string {
  const tour = TOURS[tourId];
  const { title } = TOUR_HEADS[tourId];
  if (place.step === END) return `${title}: all steps are done.`;
  const step = stepOf(tour, place)?.title ?? "";
  return `${title}, step ${stepNumber(tour, place)} of ${tour.steps.length}: ${step}`;
}

function showNews(content: string): void {
  flashes.show({
    id: FLASH,
    type: "info",
    content,
    action: (
      <Button
        onClick={() => {
          flashes.dismiss(FLASH);
          void focusTour();
        }}
      >
        Open the tour
      </Button>
    ),
  });
}
