/** A worker that serves and then does nothing any more, without ending. */
process.once("message", () => {
  process.send?.({ kind: "serving" }, () => {
    for (;;);
  });
});
