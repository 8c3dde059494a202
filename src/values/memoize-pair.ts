/** Remembers the results of a function of two objects for as long as both exist. */
export function memoizePair<A extends object, B extends object, R>(compute: (a: A, b: B) => R): (a: A, b: B) => R {
  const results = new WeakMap<A, WeakMap<B, { readonly result: R }>>();
  return (a, b) => {
    const ofA = results.get(a) ?? new WeakMap<B, { readonly result: R }>();
    results.set(a, ofA);
    const found = ofA.get(b) ?? { result: compute(a, b) };
    ofA.set(b, found);
    return found.result;
  };
}
