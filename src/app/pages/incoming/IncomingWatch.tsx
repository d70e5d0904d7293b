import { useEffect, useRef } from 'react'
import { go } from '../../router.tsx'
import { useApi } from '../../state/api.tsx'
import { useIncoming } from './incoming.ts'

/** Opens the page for a link once, when it comes first in line; and takes links that are dropped or pasted anywhere. */
export function IncomingWatch() {
  const api = useApi()
  const first = useIncoming()?.links[0]?.id
  const shown = useRef<number | null>(null)
  useEffect(() => {
    if (first === undefined || first === shown.current) return
    shown.current = first
    go('incoming')
  }, [first])
  useEffect(() => {
    const receive = (text: string) => void api.call('incoming.receive', { text }).catch(console.error)
    const onPaste = (event: ClipboardEvent) => {
      const text = addressIn(event.clipboardData)
      if (text !== null && !isField(event.target)) receive(text)
    }
    const onDragOver = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('text/uri-list') === true) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      const text = addressIn(event.dataTransfer)
      if (text === null || isField(event.target)) return
      event.preventDefault()
      receive(text)
    }
    document.addEventListener('paste', onPaste)
    document.addEventListener('dragover', onDragOver)
    document.addEventListener('drop', onDrop)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('dragover', onDragOver)
      document.removeEventListener('drop', onDrop)
    }
  }, [api])
  return null
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

/** Plain words are no link; only the core knows which addresses are hubs'. */
function addressIn(data: DataTransfer | null): string | null {
  const text = (data?.getData('text/uri-list') || data?.getData('text/plain') || '').trim()
  const line = text.split(/\r?\n/).find((each) => !each.startsWith('#')) ?? ''
  return /^(https?:\/\/|rbee:)\S+$/i.test(line) && line.length <= 4000 ? line : null
}
