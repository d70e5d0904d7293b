interface Props {
  readonly title: string
  readonly texts: readonly string[]
}

export function Findings({ title, texts }: Props) {
  if (texts.length === 0) return null
  return (
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="text-sm text-soft">
        {[...new Set(texts)].map((text) => (
          <li key={text} className="ps-3 -indent-3 before:me-1.5 before:text-faint before:content-['·']">
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}
