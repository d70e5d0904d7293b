import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Box, Search } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { go } from '../../router.tsx'
import { matching, useCommands, type Command } from './commands.ts'
import { useFoundModels } from './found-models.ts'

interface Group {
  readonly title: string
  readonly items: readonly Command[]
}

/** One field for everything: pages, commands, and every model that runs here. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const { palette: say } = useTexts()
  const [text, setText] = useState('')
  const groups = useGroups(text)
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.15_0.01_80/0.4)]" />
        <Dialog.Popup
          aria-label={say.title}
          className="floats fixed inset-x-0 top-[12dvh] z-40 mx-auto flex max-h-[70dvh] w-[min(36rem,calc(100vw-2rem))] flex-col overflow-hidden rounded-dialog"
        >
          <Autocomplete.Root
            open
            inline
            items={groups}
            value={text}
            onValueChange={setText}
            filter={null}
            autoHighlight="always"
            keepHighlight
            itemToStringValue={(command: Command) => command.label}
          >
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Autocomplete.Input
                aria-label={say.title}
                placeholder={say.placeholder}
                className="h-12 w-full bg-transparent text-lg outline-none"
              />
            </div>
            <Found onRun={onClose} />
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function useGroups(text: string): readonly Group[] {
  const { palette: say, discover } = useTexts()
  const commands = useCommands()
  const models = useFoundModels(useDeferredValue(text.trim()))
  return useMemo(() => {
    const found = models.map((model): Command => ({
      id: model.id,
      label: model.name,
      also: model.author ?? '',
      icon: Box,
      run: () => go('discover', { id: model.id }),
    }))
    const search: Command = {
      id: 'search',
      label: say.search(text.trim()),
      also: '',
      icon: Search,
      run: () => go('discover', { q: text.trim() }),
    }
    return [
      { title: discover.resultsLabel, items: text.trim() === '' ? [] : [...found, search] },
      { title: say.commands, items: matching(commands, text) },
    ].filter(({ items }) => items.length > 0)
  }, [models, commands, text, say, discover])
}

function Found({ onRun }: { readonly onRun: () => void }) {
  const { palette: say } = useTexts()
  return (
    <>
      <Autocomplete.Empty className="px-4 text-soft not-empty:py-6">{say.nothing}</Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 overflow-y-auto p-1.5 empty:hidden">
        {(group: Group) => (
          <Autocomplete.Group key={group.title} items={group.items} className="pb-1">
            <Autocomplete.GroupLabel className="px-2.5 py-1.5 text-xs text-faint">
              {group.title}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(command: Command) => <Row key={command.id} command={command} onRun={onRun} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </>
  )
}

function Row({ command, onRun }: { readonly command: Command; readonly onRun: () => void }) {
  const { icon: Icon, label, also, run, id } = command
  return (
    <Autocomplete.Item
      value={command}
      onClick={() => {
        run()
        onRun()
      }}
      className="flex h-9 items-center gap-2.5 rounded-control px-2.5 data-highlighted:bg-hover"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-faint" strokeWidth={1.75} />
      <span className="truncate [font-variant-numeric:normal]">{label}</span>
      {id.includes(':') && <span className="truncate text-sm text-soft">{also}</span>}
    </Autocomplete.Item>
  )
}
