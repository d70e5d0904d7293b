/** What of a hub's text is drawn, however long and deep it is. Pure. */

/** Most model cards are a tenth of this; a page that draws megabytes of tables stands still for minutes. */
const MOST_CHARS = 120_000
/** As many lines, cells and links as people scroll through. */
const MOST_LINES = 2_500
const MOST_MARKS = { '|': 4_000, '[': 4_000 } as const
/** What is nested deeper than this is no text, and would exhaust the stack. */
const MOST_DEPTH = 40

export interface WrittenText {
  readonly text: string
  /** There was more than is drawn. */
  readonly cut: boolean
  /** It is to be shown letter by letter, as it came. */
  readonly plain: boolean
}

export function tamed(raw: string): WrittenText {
  const whole = withoutFrontMatter(raw)
  const lines = whole.slice(0, MOST_CHARS).split('\n').slice(0, MOST_LINES).join('\n')
  const text = upToMarks(upToMarks(lines, '|'), '[')
  return { text, cut: text.length < whole.length, plain: depthOf(text) > MOST_DEPTH }
}

/** A README's YAML head is for machines; its facts stand elsewhere. */
const withoutFrontMatter = (text: string): string => text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, '')

/** Up to where a table's cells, or the beginnings of links, become too many. */
function upToMarks(text: string, mark: keyof typeof MOST_MARKS): string {
  let at = -1
  for (let marks = 0; marks < MOST_MARKS[mark]; marks++) {
    at = text.indexOf(mark, at + 1)
    if (at === -1) return text
  }
  return text.slice(0, Math.max(0, text.lastIndexOf('\n', at)) || at)
}

/** At most: by quotes and list items that stand in each other, and by elements that are opened and not closed. */
function depthOf(text: string): number {
  let deepest = 0
  for (const line of text.split('\n')) {
    const lead = /^[\s>*+-]*/.exec(line)?.[0] ?? ''
    const marks = lead.replace(/\s/g, '').length
    const isRule = /^\s*([*-])\s*(\1\s*){2,}$/.test(line)
    const indent = marks === 0 ? 0 : lead.length / 3
    if (!isRule) deepest = Math.max(deepest, marks, indent)
  }
  let open = 0
  for (const [tag] of text.matchAll(/<\/?[a-z][^<>]*>/gi)) {
    open = Math.max(0, open + (tag.startsWith('</') ? -1 : VOID.test(tag) ? 0 : 1))
    deepest = Math.max(deepest, open)
  }
  return deepest
}

const VOID = /^<(area|br|col|embed|hr|img|input|link|meta|p|li|td|th|tr|source|track|wbr)\b|\/>$/i
