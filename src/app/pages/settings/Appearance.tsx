import { Monitor, Moon, Sun } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import { Row, Section } from './Section.tsx'

export function Appearance() {
  const { appearance: say } = useTexts().settings
  const settings = useSettings()
  const change = useChangeSettings()
  const { theme, language } = settings?.appearance ?? { theme: 'system', language: 'system' }
  return (
    <Section id="appearance" title={say.title}>
      <Row label={say.theme}>
        <Segments
          label={say.theme}
          value={theme}
          onChange={(next) => change({ appearance: { theme: next } })}
          segments={[
            { value: 'system', label: say.system, icon: <Monitor aria-hidden /> },
            { value: 'light', label: say.light, icon: <Sun aria-hidden /> },
            { value: 'dark', label: say.dark, icon: <Moon aria-hidden /> },
          ]}
        />
      </Row>
      <Row label={say.language}>
        <Select
          label={say.language}
          value={language}
          onChange={(next) => change({ appearance: { language: next } })}
          className="w-44"
          options={[
            { value: 'system', label: say.system },
            { value: 'en', label: 'English' },
            { value: 'nl', label: 'Nederlands' },
          ]}
        />
      </Row>
    </Section>
  )
}
