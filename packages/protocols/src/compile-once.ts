import type { Shape } from "@rolecall/contracts";

/**
 * Remembers what is compiled from each shape. A shape that is asked for while it is being compiled contains itself: it gets
 * a function that looks the finished one up when it is called.
 */
export function compileOnce<Args extends readonly unknown[], Result>(
  compile: (shape: Shape) => (...args: Args) => Result,
): (shape: Shape) => (...args: Args) => Result {
  type Compiled = (...args: Args) => Result;
  const compiled = new WeakMap<Shape, Compiled>();
  const underway = new Set<Shape>();
  return (shape) => {
    const known = compiled.get(shape);
    if (known !== undefined) return known;
    if (underway.has(shape)) return (...args) => compiled.get(shape)!(...args);
    underway.add(shape);
    const result = compile(shape);
    underway.delete(shape);
    compiled.set(shape, result);
    return result;
  };
}
