/** The list of open windows, apart, so that app and window need not know each other. */
export interface Closable {
  readonly id: number
  close(): Promise<boolean>
}

const windows = new Map<number, Closable>()

export const addWindow = (window: Closable): void => void windows.set(window.id, window)
export const removeWindow = (window: Closable): void => void windows.delete(window.id)
export const openWindows = (): Closable[] => [...windows.values()]
