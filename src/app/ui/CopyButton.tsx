import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { copyText } from '../lib/clipboard.ts'
import { useTexts } from '../locale.tsx'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'

interface Props {
  readonly text: string
  /** What is copied, for the button's name: "install command". */
  readonly what: string
  /** Shows this word beside the icon. */
  readonly word?: string
}

const backAfterMs = 1600

export function CopyButton({ text, what, word }: Props) {
  const texts = useTexts()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), backAfterMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => void copyText(text).then(setCopied)
  const icon = copied ? <Check aria-hidden className="text-verified" /> : <Copy aria-hidden />
  return (
    <>
      {word === undefined ? (
        <IconButton label={copied ? texts.ui.copied : texts.ui.copy(what)} onClick={copy}>
          {icon}
        </IconButton>
      ) : (
        <Button icon={icon} onClick={copy}>
          {copied ? texts.ui.copied : word}
        </Button>
      )}
      <span role="status" className="unseen">
        {copied ? texts.ui.copied : ''}
      </span>
    </>
  )
}
