/** `rolecall` and its like as a reader has them: they run the program of this repository. */
const MAIN = new URL("../../packages/server/bin/main.js", import.meta.url).pathname;
const ROLECALL = `'${process.execPath}' -C @rolecall/source '${MAIN}'`;

/**
 * A server that a page starts takes a terminal of its own: the reader goes on in another. So it is started in the background, what it
 * greets with is printed, and the page goes on once it is ready.
 */
const START = `ROLECALL_OPENED=$(mktemp)
# One that was started before is stopped first, as a reader would: both want the same port.
while read -r former; do kill "$former" 2> /dev/null && while kill -0 "$former" 2> /dev/null; do sleep 0.05; done; done < "$HOME/.servers"
case " $* " in *" --port "*) ;; *) set -- "$@" --port "$ROLECALL_PAGE_PORT" ;; esac
${ROLECALL} "$@" > "$ROLECALL_OPENED" 2>&1 < /dev/null &
server=$!
echo "$server" >> "$HOME/.servers"
while kill -0 "$server" 2> /dev/null && ! grep -q "^Use it" "$ROLECALL_OPENED"; do sleep 0.05; done
sleep 0.1
cat "$ROLECALL_OPENED"
kill -0 "$server" 2> /dev/null || exit 1`;

const RUN = `case "$1" in
start) ${START} ;;
*) exec ${ROLECALL} "$@" ;;
esac`;

export const OWN_PROGRAMS: Readonly<Record<string, string>> = {
  rolecall: RUN,
  // Packages are linked here; to install any would ask a registry.
  npm: 'echo "npm $* is not run here"; exit 1',
  npx: `[ "$1" = rolecall ] || { echo "npx $1 is not here"; exit 1; }\nshift\n${RUN}`,
};
