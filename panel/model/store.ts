/** Holds what the panel knows, and tells whoever draws it when that changes. */

export interface Store<S> {
  readonly get: () => S;
  /** Changes parts of it. */
  readonly set: (change: Partial<S>) => void;
  /** @returns the function that ends it */
  readonly subscribe: (listener: (state: S) => void) => () => void;
}

export function createStore<S>(initial: S): Store<S> {
  let state = initial;
  const listeners = new Set<(state: S) => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      for (const listener of [...listeners]) listener(state);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
