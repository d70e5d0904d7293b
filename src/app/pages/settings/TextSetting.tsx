import { useId, useState } from 'react'
import { Input } from '../../ui/Input.tsx'

interface Props<T> {
  readonly label: string
  readonly value: T
  readonly write: (value: T) => string
  /** `undefined` while it is none. */
  readonly read: (text: string) => T | undefined
  readonly onChange: (value: T) => void
  /** What it should look like, said while it does not. */
  readonly expected: string
  readonly hint?: string | undefined
  readonly placeholder?: string
  readonly inputMode?: 'text' | 'decimal' | 'url'
  readonly className?: string
}

/** Typed freely, kept when the field is left or Enter is pressed, and never while it is no valid value. */
export function TextSetting<T>(props: Props<T>) {
  const {
    label,
    value,
    write,
    read,
    onChange,
    expected,
    hint,
    placeholder,
    inputMode,
    className = '',
  } = props
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? write(value)
  const wrong = read(text.trim()) === undefined
  const below = wrong ? expected : hint
  const keep = () => {
    const next = read(text.trim())
    if (draft === null || next === undefined) return
    setDraft(null)
    if (write(next) !== write(value)) onChange(next)
  }
  return (
    <div className="flex flex-col gap-1.5 px-4 py-3">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        inputMode={inputMode}
        placeholder={placeholder}
        value={text}
        aria-invalid={wrong}
        aria-describedby={below === undefined ? undefined : `${id}-below`}
        boxClassName={className}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setDraft(null)
        }}
      />
      {below !== undefined && (
        <p
          id={`${id}-below`}
          role={wrong ? 'alert' : undefined}
          className={wrong ? 'text-sm text-never' : 'text-sm text-soft'}
        >
          {below}
        </p>
      )}
    </div>
  )
}
