import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { Appearance } from './Appearance.tsx'

export function SettingsPage() {
  const { frame } = useTexts()
  return (
    <PageShell title={frame.settings} narrow>
      <Appearance />
    </PageShell>
  )
}
