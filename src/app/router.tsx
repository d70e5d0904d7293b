/**
 * Where the user is, kept in the address's query: it needs no help from a server or a scheme, survives reload,
 * back and forward, and can be shared.
 */
import { useCallback, useMemo, useSyncExternalStore, type ComponentProps, type MouseEvent } from 'react'

export const pages = [
  'discover',
  'downloads',
  'library',
  'machine',
  'settings',
  'matrix',
  'welcome',
  'incoming',
] as const
export type Page = (typeof pages)[number]

export type Query = Readonly<Record<string, string>>
export interface Place {
  readonly page: Page
  readonly query: Query
}

const isPage = (name: string | null): name is Page => pages.some((page) => page === name)

function placeOf(search: string): Place {
  const params = new URLSearchParams(search)
  const page = params.get('page')
  params.delete('page')
  return { page: isPage(page) ? page : 'discover', query: Object.fromEntries(params) }
}

/** The shortest address of a place: Discover and empty values are left out. */
export function addressOf(page: Page, query: Query = {}): string {
  const params = new URLSearchParams()
  if (page !== 'discover') params.set('page', page)
  for (const [key, value] of Object.entries(query)) if (value !== '') params.set(key, value)
  const search = params.toString()
  return search === '' ? location.pathname : `${location.pathname}?${search}`
}

const moved = 'rbee:moved'

/** Tells of each move, before anything is drawn for it. */
export function onMove(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(moved, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(moved, listener)
  }
}
const currentSearch = (): string => unwritten?.search ?? location.search
export const currentPlace = (): Place => placeOf(currentSearch())

export function usePlace(): Place {
  const search = useSyncExternalStore(onMove, currentSearch)
  return useMemo(() => placeOf(search), [search])
}

const restMs = 100
/** A replaced place is written into the address when the typing rests: that costs more than to draw the answer. */
let unwritten: { readonly search: string; readonly timer: ReturnType<typeof setTimeout> } | null = null

function dropUnwritten(): void {
  clearTimeout(unwritten?.timer)
  unwritten = null
}
function write(): void {
  if (unwritten !== null) history.replaceState(null, '', location.pathname + unwritten.search)
  dropUnwritten()
}
function writeLater(search: string): void {
  dropUnwritten()
  unwritten = { search, timer: setTimeout(write, restMs) }
  window.addEventListener('pagehide', write, { once: true })
  window.addEventListener('popstate', dropUnwritten, { once: true, capture: true })
}

interface GoOptions {
  /** Changes the present entry instead of adding one: for typing and sliding. */
  readonly replace?: boolean
}

export function go(page: Page, query: Query = {}, { replace = false }: GoOptions = {}): void {
  const address = addressOf(page, query)
  const search = address.slice(location.pathname.length)
  if (search === currentSearch()) return
  if (replace) writeLater(search)
  else {
    write()
    history.pushState(null, '', address)
  }
  window.dispatchEvent(new Event(moved))
}

/** Changes some of the present page's query; an empty value removes the key. */
export function useQueryChange(): (change: Query, options?: GoOptions) => void {
  return useCallback((change, options) => {
    const { page, query } = currentPlace()
    go(page, { ...query, ...change }, options)
  }, [])
}

const nothing: Query = {}

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: Page
  readonly query?: Query
  /** What a plain click does, where that is more than to go there. */
  readonly onGo?: () => void
}

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

export function Link({ to, query = nothing, onGo, onClick, ...rest }: LinkProps) {
  return (
    <a
      href={addressOf(to, query)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || !isPlainClick(event)) return
        event.preventDefault()
        if (onGo) onGo()
        else go(to, query)
      }}
      {...rest}
    />
  )
}
