/** How many downloads go on, on the app's own icon. Windows has no numbers there: a picture stands for any. */
import type { Platform } from '#domain/hardware'

export interface Icon {
  setCount(count: number): void
  /** Null takes the picture away; the words are for who cannot see it. */
  setOverlay(words: string | null): void
}

export const badgeOn =
  (platform: Platform, { setCount, setOverlay }: Icon, words: (count: number) => string) =>
  (count: number): void =>
    platform === 'win32' ? setOverlay(count === 0 ? null : words(count)) : setCount(count)
