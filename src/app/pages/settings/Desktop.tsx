import { useTexts } from '../../locale.tsx'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { Select } from '../../ui/Select.tsx'
import { Row, Section, SwitchRow } from './Section.tsx'

const closings = ['ask', 'tray', 'quit'] as const

export function Desktop() {
  const { desktop: say } = useTexts().settings
  const desktop = useSettings()?.desktop
  const change = useChangeSettings()
  if (desktop === undefined) return null
  return (
    <Section id="desktop" title={say.title}>
      <Row label={say.close}>
        <Select
          label={say.close}
          value={desktop.closeWhileDownloading}
          onChange={(closeWhileDownloading) => change({ desktop: { closeWhileDownloading } })}
          className="w-52"
          options={closings.map((value) => ({ value, label: say.closing[value] }))}
        />
      </Row>
      <SwitchRow
        label={say.login}
        hint={say.loginHint}
        checked={desktop.launchAtLogin}
        onChange={(launchAtLogin) => change({ desktop: { launchAtLogin } })}
      />
      <SwitchRow
        label={say.notifications}
        hint={say.notificationsHint}
        checked={desktop.notifications}
        onChange={(notifications) => change({ desktop: { notifications } })}
      />
    </Section>
  )
}
