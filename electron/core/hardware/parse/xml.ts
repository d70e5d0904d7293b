/**
 * Cuts elements out of a flat, regular document by their tags. No pattern looks ahead for a closing tag: on a
 * damaged document, where it never comes, that would take for ever.
 */

/** The inside of the first element of that name. */
export function element(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`)
  if (start < 0) return undefined
  const end = xml.indexOf(`</${name}>`, start)
  return end < 0 ? undefined : xml.slice(start + name.length + 2, end).trim()
}

/** What stands between each opening and its close. */
export const allBetween = (xml: string, open: string, close: string): string[] =>
  xml
    .split(open)
    .slice(1)
    .flatMap((piece) => {
      const end = piece.indexOf(close)
      return end < 0 ? [] : [piece.slice(0, end)]
    })

/** Without all elements of that name; one that never ends takes the rest with it. */
export function without(xml: string, name: string): string {
  const [head = '', ...pieces] = xml.split(`<${name}>`)
  const close = `</${name}>`
  const rests = pieces.map((piece) => {
    const end = piece.indexOf(close)
    return end < 0 ? '' : piece.slice(end + close.length)
  })
  return head + rests.join('')
}
