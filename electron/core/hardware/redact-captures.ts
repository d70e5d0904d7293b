/** A capture goes into bug reports: it says what the machine is, never whose, nor which one of its kind. */
import { withoutSecrets } from '../redact.ts'
import type { Capture } from './capture.ts'
import { without } from './parse/xml.ts'

export interface Whose {
  readonly userName: string
  readonly hostName: string
  /** Tokens in the environment: tools are known to print what they were started with. */
  readonly tokens: readonly string[]
}

const SECRET_KEY = String.raw`[\w .:-]{0,40}(?:serial|uuid|udid|unique[ _]?id|host[ _]?name|fqdn|computer_?name|system_?name|mac_?addr)[\w .:-]{0,40}`
const IN_JSON = new RegExp(`("${SECRET_KEY}"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"|\\d+)`, 'gi')
const IN_XML = /(<(\w{0,40}(?:serial|uuid|hostname)\w{0,40})>)([^<]*)(?=<\/\2>)/gi
const GPU_UUID = /\b(GPU|MIG)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi
/** What runs on the card is nobody's business, and names the user's folders. */
const RUNNING = ['processes', 'accounted_processes']
const HOME = /((?:\/home|\/Users|\\\\?Users)[/\\]+)[^/\\\s"<>:]+/gi

/** Names that are also words of the trade stay: hiding them would hide the machine. */
const WORDS = new Set([
  'root',
  'user',
  'admin',
  'linux',
  'nvidia',
  'intel',
  'apple',
  'radeon',
  'none',
  'default',
])

const hideWord = (text: string, word: string, by: string): string =>
  word.length < 4 || WORDS.has(word.toLowerCase())
    ? text
    : text.replace(new RegExp(`(?<![\\w-])${escape(word)}(?![\\w-])`, 'gi'), by)

export function redactCaptures(
  captures: readonly Capture[],
  { userName, hostName, tokens }: Whose,
): Capture[] {
  const names = new Map<string, string>()
  /** The same secret gets the same stand-in, so that what belongs together still does. */
  const standIn = (secret: string): string => {
    const known = names.get(secret) ?? disguise(secret, names.size + 1)
    names.set(secret, known)
    return known
  }
  const redact = (text: string): string => {
    const plain = RUNNING.reduce(without, withoutSecrets(text, tokens))
      .replace(IN_JSON, (_, key: string, value: string) =>
        value.startsWith('"') ? `${key}"${standIn(value.slice(1, -1))}"` : `${key}${standIn(value)}`,
      )
      .replace(IN_XML, (_, tag: string, _name: string, value: string) => `${tag}${standIn(value)}`)
      .replace(GPU_UUID, standIn)
      .replace(HOME, '$1user')
    return hideWord(hideWord(plain, hostName, 'host'), userName, 'user')
  }
  return captures.map((capture) => ({
    ...capture,
    text: redact(capture.text),
    outcome: redactOutcome(capture.outcome, redact),
  }))
}

const redactOutcome = (outcome: Capture['outcome'], redact: (text: string) => string): Capture['outcome'] =>
  outcome.kind === 'not-runnable' ? { ...outcome, why: redact(outcome.why) } : outcome

const NO_SECRET = /^(n\/?a|none|unknown|0|)$|^GPU-[0-]+\d*$/i

/** Of the same shape, so that whoever reads it next still recognises what it is. */
function disguise(secret: string, ordinal: number): string {
  if (NO_SECRET.test(secret.trim())) return secret
  const uuid = /^(?:(GPU|MIG)-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(secret)
  if (uuid)
    return `${uuid[1] ? `${uuid[1]}-` : ''}00000000-0000-0000-0000-${String(ordinal).padStart(12, '0')}`
  if (/^0x[0-9a-f_]+$/i.test(secret)) return `0x${String(ordinal).padStart(16, '0')}`
  return /^\d+$/.test(secret) ? String(ordinal) : `hidden-${ordinal}`
}

const escape = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
