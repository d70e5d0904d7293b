export interface Emitter<T> {
  on(name: string, listener: (value: T) => void): () => void
  emit(name: string, value: T): void
}

export function createEmitter<T>(): Emitter<T> {
  const listeners = new Map<string, Set<(value: T) => void>>()
  return {
    on(name, listener) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => void set.delete(listener)
    },
    emit(name, value) {
      for (const listener of listeners.get(name) ?? []) listener(value)
    },
  }
}
