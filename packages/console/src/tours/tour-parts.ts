/** What the frame loads while a tour runs, in one piece: both parts look at the same tours. */
export { TourEngine } from "./tour-engine.tsx";
export { TourPanel } from "./tour-panel.tsx";
