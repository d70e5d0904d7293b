/** What a shell that can replace itself brings along. */
import type { UpdateOffer } from '#domain/update-offer'

export interface Updater {
  readonly asksPassword: boolean
  /** What is newer and for this system, its signature checked; else null. */
  check(signal: AbortSignal): Promise<UpdateOffer | null>
  /** Fetches what the last check found, and checks it. */
  fetch(onReceived: (receivedBytes: number) => void, signal: AbortSignal): Promise<void>
  /** Asks the app to end; `install` comes when it has. */
  end(): void
}
