import "@cloudscape-design/global-styles/index.css";
import "./frame.css";
import "../patterns/patterns.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { takeFirstAnswers } from "../session/first-answers.ts";
import { createQueryClient } from "../session/query-client.ts";
import { followSystem } from "./appearance.ts";
import { Application } from "./application.tsx";
import { loadLaterParts } from "./later-parts.ts";
import { readPath } from "./location.ts";
import { followLinks } from "./navigate.ts";
import { loadPage } from "./page-loader.ts";
import { findPage } from "./pages.ts";

followSystem();
document.addEventListener("click", followLinks);

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element #root.");
const reactRoot = createRoot(root);
const queries = createQueryClient();
takeFirstAnswers(queries);

/** The page's chunk came beside the frame's: both are drawn at once. Not awaited above, since that chunk needs this one whole. */
async function draw(): Promise<void> {
  const found = findPage(readPath());
  if (found !== undefined) await loadPage(found.page);
  reactRoot.render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Application />
      </QueryClientProvider>
    </StrictMode>,
  );
  loadLaterParts();
}

void draw();
