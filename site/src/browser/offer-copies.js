/**
 * Gives each block of commands a button that copies what is typed, and not what is answered.
 * @param {Document} document
 */
export function offerCopies(document) {
  for (const block of document.querySelectorAll("pre")) {
    const language = block.dataset.language ?? "";
    if (language === "" || language === "text") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(readCommands(block));
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
      }, 2_000);
    });
    const frame = document.createElement("div");
    frame.className = "block";
    block.replaceWith(frame);
    frame.append(block, button);
  }
}

/** @param {HTMLElement} block */
function readCommands(block) {
  const typed = [...block.querySelectorAll(".typed")].map((line) => line.textContent ?? "");
  const lines = typed.length > 0 ? typed : (block.textContent ?? "").trimEnd().split("\n");
  return `${lines.map((line) => line.replace(/^\$ /, "")).join("\n")}\n`;
}
