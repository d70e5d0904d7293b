import { useFormat, useTexts } from '../../locale.tsx'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import { Row, Section } from './Section.tsx'

const contexts = [2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072]
const sides = [512, 768, 1024, 1536, 2048]

/** What was chosen elsewhere stands among the usual choices. */
const choices = (usual: readonly number[], chosen: number): readonly number[] =>
  [...new Set([...usual, chosen])].toSorted((a, b) => a - b)

export function ModelSettings() {
  const { models: say } = useTexts().settings
  const format = useFormat()
  const settings = useSettings()
  const change = useChangeSettings()
  if (settings === undefined) return null
  const { contextTokens, imagePixels } = settings.fit
  return (
    <Section id="models" title={say.title}>
      <Row label={say.content} hint={say.contentHint}>
        <Segments
          label={say.content}
          value={settings.content.mature}
          onChange={(mature) => change({ content: { mature } })}
          segments={[
            { value: 'hide', label: say.mature.hide },
            { value: 'blur', label: say.mature.blur },
            { value: 'show', label: say.mature.show },
          ]}
        />
      </Row>
      <Row label={say.context} hint={say.contextHint}>
        <Select
          label={say.context}
          value={String(contextTokens)}
          onChange={(next) => change({ fit: { contextTokens: Number(next) } })}
          className="w-44"
          options={choices(contexts, contextTokens).map((count) => ({
            value: String(count),
            label: say.tokens(format.context(count)),
          }))}
        />
      </Row>
      <Row label={say.image} hint={say.imageHint}>
        <Select
          label={say.image}
          value={String(imagePixels ?? '')}
          onChange={(next) => change({ fit: { imagePixels: next === '' ? null : Number(next) } })}
          className="w-44"
          options={[
            { value: '', label: say.ownSize },
            ...choices(sides, imagePixels ?? 1024).map((side) => ({
              value: String(side),
              label: say.pixels(String(side)),
            })),
          ]}
        />
      </Row>
    </Section>
  )
}
