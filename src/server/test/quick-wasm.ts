/**
 * The option of Node for tests that open an embedded database: compiles PGlite's WebAssembly once, not a second time with
 * optimisation, which short processes never repay.
 */
export const QUICK_WASM = '--liftoff-only';
