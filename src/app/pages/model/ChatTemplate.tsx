import { useTexts } from '../../locale.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Block } from './Block.tsx'

/** How a conversation is written down for it. */
export function ChatTemplate({ template }: { readonly template: string }) {
  const { model: say } = useTexts()
  return (
    <Block title={say.chatTemplate} action={<CopyButton text={template} what={say.chatTemplate} />}>
      <pre
        tabIndex={0}
        className="max-h-48 overflow-auto rounded-card border border-line bg-sunken p-3 font-mono text-xs whitespace-pre-wrap"
      >
        {template}
      </pre>
    </Block>
  )
}
