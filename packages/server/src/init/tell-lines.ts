import { StringDecoder } from "node:string_decoder";

/** A line that is longer is told in pieces. */
const LINE_LENGTH_MAX = 8_192;

/** Tells what comes out of a program, line by line; what has no end of line is told when the stream ends. */
export function tellLines(streams: readonly NodeJS.ReadableStream[], tell: (line: string) => void): void {
  for (const stream of streams) {
    const decoder = new StringDecoder("utf8");
    let rest = "";
    const take = (text: string) => {
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) tell(line);
      for (; rest.length > LINE_LENGTH_MAX; rest = rest.slice(LINE_LENGTH_MAX))
        tell(rest.slice(0, LINE_LENGTH_MAX));
    };
    stream.on("data", (chunk: Buffer) => take(decoder.write(chunk)));
    stream.once("end", () => {
      take(decoder.end());
      if (rest !== "") tell(rest);
    });
  }
}
