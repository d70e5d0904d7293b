import { create } from 'zustand'

interface Announcements {
  readonly text: string
  readonly say: (text: string) => void
}

const useAnnouncements = create<Announcements>()((set) => ({ text: '', say: (text) => set({ text }) }))

/** Tells screen readers what changed, politely. */
export const useAnnounce = (): ((text: string) => void) => useAnnouncements((state) => state.say)

/** Stands once in the frame. */
export function LiveRegion() {
  const text = useAnnouncements((state) => state.text)
  return (
    <div role="status" aria-live="polite" className="unseen">
      {text}
    </div>
  )
}
