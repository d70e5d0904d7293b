import { useTexts } from '../../locale.tsx'
import { useAppInfo } from '../../state/app-info.ts'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { Row, Section, SwitchRow } from './Section.tsx'

export function Updates() {
  const { updates: say } = useTexts().settings
  const updates = useSettings()?.updates
  const change = useChangeSettings()
  const version = useAppInfo()?.version
  if (updates === undefined) return null
  return (
    <Section id="updates" title={say.title}>
      <Row label={say.version}>
        <span className="text-soft">{version}</span>
      </Row>
      <SwitchRow
        label={say.check}
        hint={say.checkHint}
        checked={updates.check}
        onChange={(check) => change({ updates: { check } })}
      />
    </Section>
  )
}
