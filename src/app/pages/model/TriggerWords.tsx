import { useTexts } from '../../locale.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Block } from './Block.tsx'

export function TriggerWords({ words }: { readonly words: readonly string[] }) {
  const { model: say } = useTexts()
  if (words.length === 0) return null
  return (
    <Block
      title={say.triggerWords}
      lead={say.triggerLead}
      action={<CopyButton text={words.join(', ')} what={say.words} word={say.copyAll} />}
    >
      <ul className="flex flex-wrap gap-1.5">
        {words.map((word) => (
          <li
            key={word}
            className="flex items-center rounded-control border border-line bg-surface ps-2.5 text-sm"
          >
            <span className="max-w-80 truncate">{word}</span>
            <CopyButton text={word} what={word} />
          </li>
        ))}
      </ul>
    </Block>
  )
}
