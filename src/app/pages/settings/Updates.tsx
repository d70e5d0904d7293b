import { useTexts } from '../../locale.tsx'
import { useAppInfo } from '../../state/app-info.ts'
import { Row, Section } from './Section.tsx'

export function Updates() {
  const { updates: say } = useTexts().settings
  const version = useAppInfo()?.version
  return (
    <Section id="updates" title={say.title}>
      <Row label={say.version}>
        <span className="text-soft">{version}</span>
      </Row>
    </Section>
  )
}
