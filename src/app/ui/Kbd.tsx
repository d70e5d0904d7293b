export const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')
const macNames: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Enter: '↵' }
const otherNames: Readonly<Record<string, string>> = { Mod: 'Ctrl', Enter: '↵' }

/** Keys as this platform writes them: `Mod+K` is ⌘K on a Mac, Ctrl K elsewhere. */
export function Kbd({ keys }: { readonly keys: string }) {
  const names = isMac ? macNames : otherNames
  return (
    <span className="inline-flex gap-0.5 text-xs text-faint">
      {keys.split('+').map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded-[4px] border border-line bg-sunken px-1 text-center font-sans leading-[18px]"
        >
          {names[key] ?? key}
        </kbd>
      ))}
    </span>
  )
}
