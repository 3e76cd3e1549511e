// What the island knows beside the answers themselves: one small observable value.
import { useContext, useEffect, useState } from 'preact/hooks';
import { FormContext } from '@bpmn-io/form-js-viewer';

export function createStore(initial) {
  let state = initial;
  const listeners = new Set();
  return {
    get: () => state,
    set(patch) {
      state = { ...state, ...patch };
      listeners.forEach(listener => listener(state));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}

/** The store's state, fresh at every change. */
export function useStore(store) {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    setState(store.get());
    return store.subscribe(setState);
  }, [store]);
  return state;
}

/** A service of the form, from inside one of its components. */
export function useFormService(name) {
  return useContext(FormContext).getService(name, false);
}
