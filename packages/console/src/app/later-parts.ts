import { lazy } from "react";

const loadNotices = () => import("./notices.tsx");
const loadKeysDialog = () => import("./keys-dialog.tsx");
const loadSessionOver = () => import("./session-over.tsx");
const loadTour = () => import("../tours/tour-parts.ts");

/** What no page shows at first is no part of the frame's chunk. */
export const Notices = lazy(async () => ({ default: (await loadNotices()).Notices }));
export const KeysDialog = lazy(async () => ({ default: (await loadKeysDialog()).KeysDialog }));
export const SessionOver = lazy(async () => ({ default: (await loadSessionOver()).SessionOver }));
/** Loaded while a tour runs, and only then. */
export const TourEngine = lazy(async () => ({ default: (await loadTour()).TourEngine }));
export const TourPanel = lazy(async () => ({ default: (await loadTour()).TourPanel }));

/** Loads them when the page has nothing else to do, so that they are there when the server is not. */
export function loadLaterParts(): void {
  requestIdleCallback(() => {
    for (const load of [loadNotices, loadSessionOver, loadKeysDialog]) load().catch(() => {});
  });
}
