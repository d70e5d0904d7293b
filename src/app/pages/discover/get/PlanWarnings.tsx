import type { PlanWarning } from '#contract/downloads'
import { TriangleAlert } from 'lucide-react'
import { useSpell, useTexts } from '../../../locale.tsx'
import { go } from '../../../router.tsx'
import { useOpenExternal } from '../../../state/open-external.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { useAsking } from './get-flow.ts'

export function PlanWarnings({ warnings }: { readonly warnings: readonly PlanWarning[] }) {
  return warnings.map((warning) => <Warning key={warning.code + warning.message} warning={warning} />)
}

const serious: ReadonlySet<PlanWarning['code']> = new Set(['disk-space', 'compatibility', 'too-large'])

function Warning({ warning: { code, said, url } }: { readonly warning: PlanWarning }) {
  const { get: say, ui } = useTexts()
  const spell = useSpell()
  const openExternal = useOpenExternal()
  const close = useAsking((state) => state.close)
  const toSettings = (): void => {
    close()
    go('settings', { section: 'accounts' })
  }
  return (
    <ProblemNote
      tone={serious.has(code) ? 'bad' : 'fair'}
      icon={<TriangleAlert aria-hidden />}
      title={spell(said)}
      action={
        <>
          {url !== null && (
            <Button size="sm" onClick={() => openExternal(url)}>
              {say.open}
            </Button>
          )}
          {code === 'no-token' && (
            <Button size="sm" onClick={toSettings}>
              {ui.openSettings}
            </Button>
          )}
        </>
      }
    />
  )
}
