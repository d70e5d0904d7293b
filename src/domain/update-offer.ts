/** Whether an offered version is for this machine, now; and its notes as plain text. */

export interface UpdateOffer {
  readonly version: string
  /** What is new, as text; null where the release tells nothing. */
  readonly notes: string | null
  /** ISO 8601. */
  readonly releasedAt: string | null
  readonly sizeBytes: number | null
  /** To how many of a hundred machines it goes by now; null: to all. */
  readonly rolloutPercent: number | null
}

export interface UpdateMemory {
  /** This machine's place among all, from 0 to 1, drawn once. It is told to nobody. */
  readonly share: number
  /** What the user put off, and until when. */
  readonly later: { readonly version: string; readonly untilMs: number } | null
}

export type OfferVerdict = 'offer' | 'not-yet' | 'put-off'

/** Who asks for updates sees what was put off before; a staged release holds for everybody. */
export function judgeOffer(
  { version, rolloutPercent }: Pick<UpdateOffer, 'version' | 'rolloutPercent'>,
  { share, later }: UpdateMemory,
  { nowMs, asked }: { readonly nowMs: number; readonly asked: boolean },
): OfferVerdict {
  if (rolloutPercent !== null && share * 100 >= rolloutPercent) return 'not-yet'
  const isPutOff = later !== null && later.version === version && nowMs < later.untilMs
  return isPutOff && !asked ? 'put-off' : 'offer'
}

/** What happens to a fetched version when the app ends. A password prompt out of nowhere is no way to end. */
export function installAtEnd(state: {
  readonly isReady: boolean
  readonly restartAsked: boolean
  readonly transferring: boolean
  readonly asksPassword: boolean
}): 'nothing' | 'install' | 'install-and-restart' {
  if (!state.isReady) return 'nothing'
  if (state.restartAsked) return 'install-and-restart'
  return state.transferring || state.asksPassword ? 'nothing' : 'install'
}

const MAX_NOTES = 8_000
/** What is not seen, or turns the order of what is; line breaks stay. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Release notes as text: elements are taken out, references to characters read, nothing is left to be followed. */
export function plainNotes(raw: string): string | null {
  const text = raw
    .slice(0, 4 * MAX_NOTES)
    .replace(/<(script|style)\b[^]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<li\b[^<>]*>/gi, '\n• ')
    .replace(/<br\b[^<>]*>|<\/(p|div|ul|ol|li|h[1-6])\s*>/gi, '\n')
    .replace(/<\/?[a-z!][^<>]*(>|$)/gi, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => CHARACTERS[name] ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(HIDDEN, '')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MAX_NOTES)
  return text === '' ? null : text
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
