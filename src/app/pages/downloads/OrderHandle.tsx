import { GripVertical } from 'lucide-react'
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { useTexts } from '../../locale.tsx'
import { useAnnounce } from '../../state/announce.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

interface Props {
  readonly name: string
  /** Its place among those that wait, from 0. */
  readonly place: number
  readonly count: number
  /** Up or down by one. */
  readonly onStep: (step: -1 | 1) => void
}

/** Takes a download by its handle: with the mouse, or with the arrow keys. */
export function OrderHandle({ name, place, count, onStep }: Props) {
  const { downloads: say } = useTexts()
  const announce = useAnnounce()
  const button = useRef<HTMLButtonElement>(null)
  const stepped = useRef(false)
  // Moving a row in the page takes the focus off it.
  useLayoutEffect(() => {
    if (!stepped.current) return
    stepped.current = false
    button.current?.focus()
    announce(say.placed(name, place + 1, count))
  }, [place, count, name, announce, say])
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (step === null) return
    event.preventDefault()
    if (place + step < 0 || place + step >= count) return
    stepped.current = true
    onStep(step)
  }
  return (
    <IconButton
      ref={button}
      label={say.order(name)}
      className="-ms-2 -me-1 cursor-grab touch-none text-faint max-sm:hidden"
      onKeyDown={onKeyDown}
      draggable
      onDragStart={(event) => {
        const row = event.currentTarget.closest('article')
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', name)
        if (row) event.dataTransfer.setDragImage(row, 20, 20)
      }}
    >
      <GripVertical aria-hidden />
    </IconButton>
  )
}
