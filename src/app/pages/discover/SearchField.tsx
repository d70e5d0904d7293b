import type { CatalogPage, QueryNote } from '#contract/catalog'
import { CircleHelp, Search, X } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { looksLikeReference, useOpenReference } from './pasted.ts'
import { useFormat, useSpell, useTexts } from '../../locale.tsx'
import { currentPlace, go } from '../../router.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Input } from '../../ui/Input.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Popover } from '../../ui/Popover.tsx'

interface Props {
  readonly text: string
  readonly notes: CatalogPage['notes']
}

const change = (q: string) => go('discover', { ...currentPlace().query, q, id: '' }, { replace: true })

export const SearchField = memo(function SearchField({ text, notes }: Props) {
  const { discover: say } = useTexts()
  const input = useRef<HTMLInputElement>(null)
  const openReference = useOpenReference(change)
  useSlashKey(() => input.current?.focus())
  return (
    <div className="min-w-0 flex-1 basis-52">
      <Input
        ref={input}
        type="search"
        aria-label={say.search}
        placeholder={say.searchPlaceholder}
        value={text}
        onChange={(event) => change(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text')
          if (!looksLikeReference(pasted)) return
          event.preventDefault()
          openReference(pasted)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') openReference(text)
        }}
        boxClassName="w-full pe-0.5"
        icon={<Search aria-hidden />}
        after={
          <>
            {text === '' ? (
              <Kbd keys="/" />
            ) : (
              <IconButton label={say.clearSearch} className="size-6.5" onClick={() => change('')}>
                <X aria-hidden />
              </IconButton>
            )}
            <SearchHelp />
          </>
        }
      />
      <Notes notes={notes} />
    </div>
  )
})

/** "/" goes to the search from anywhere that is not a field itself. */
function useSlashKey(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inField =
        event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')
      if (event.key !== '/' || event.ctrlKey || event.metaKey || inField !== null) return
      event.preventDefault()
      focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}

function SearchHelp() {
  const { discover: say } = useTexts()
  return (
    <Popover
      title={say.help}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={say.help}
          className="inline-flex size-6.5 shrink-0 items-center justify-center rounded-control text-faint hover:bg-hover hover:text-ink"
        >
          <CircleHelp aria-hidden className="size-4" />
        </button>
      }
    >
      <p className="text-sm text-soft">{say.helpLead}</p>
      <ul className="my-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        {say.helpRows.map(([operator, meaning]) => (
          <li key={operator} className="col-span-2 grid grid-cols-subgrid">
            <button
              type="button"
              onClick={() => change(`${currentPlace().query['q'] ?? ''} ${operator}`.trimStart())}
              className="-mx-1.5 col-span-2 grid grid-cols-subgrid items-baseline rounded-control px-1.5 py-1 text-start text-sm hover:bg-hover"
            >
              <code className="shrink-0 font-mono text-xs text-honey-ink">{operator}</code>
              <span className="text-soft">{meaning}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="text-sm text-soft">{say.helpPaste}</p>
    </Popover>
  )
}

function Notes({ notes }: { readonly notes: readonly QueryNote[] }) {
  const words = useNoteWords()
  return (
    <div role="status">
      {notes.map((note) => (
        <p key={note.kind + note.part} className="mt-1 text-sm text-soft">
          {words(note)}
        </p>
      ))}
    </div>
  )
}

function useNoteWords(): (note: QueryNote) => string {
  const { discover } = useTexts()
  const say = discover.note
  const format = useFormat()
  const spell = useSpell()
  return (note) => {
    switch (note.kind) {
      case 'unknown-operator':
        return say.unknownOperator(note.part, format.list(note.known.map((name) => `${name}:`)))
      case 'bad-value':
        return say.badValue(note.part, spell(note.expected))
      case 'unknown-value':
        return note.nearest === null ? say.unknownValue(note.part) : say.nearest(note.part, note.nearest)
      case 'read-as':
        return say.readAs(note.part, format.list(note.used))
    }
  }
}
