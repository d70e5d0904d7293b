import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'

/** The first run: this is your machine, these are your workers, here are models for it. */
export function WelcomePage() {
  const { welcome: say } = useTexts()
  return (
    <PageShell title={say.title} lead={say.lead} narrow>
      {null}
    </PageShell>
  )
}
