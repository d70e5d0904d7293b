import { useTexts } from '../../locale.tsx'
import { isMac, Kbd } from '../../ui/Kbd.tsx'
import { Row, Section } from './Section.tsx'

type Words = ReturnType<typeof useTexts>['settings']['keyboard']
type Entry = readonly [keyof Words, ...string[]]

const groups: readonly (readonly [keyof Words, readonly Entry[]])[] = [
  [
    'everywhere',
    [
      ['palette', 'Mod+K'],
      ['next', 'Tab'],
      ['previous', 'Shift+Tab'],
      ['close', 'Esc'],
      ['back', isMac ? 'Mod+[' : 'Alt+←'],
      ['forward', isMac ? 'Mod+]' : 'Alt+→'],
    ],
  ],
  ['discover', [['search', '/']]],
  [
    'lists',
    [
      ['move', '↑', '↓'],
      ['open', 'Enter'],
      ['resize', 'Shift+←', 'Shift+→'],
    ],
  ],
]

export function KeyboardShortcuts() {
  const { keyboard: say } = useTexts().settings
  return groups.map(([title, entries]) => (
    <Section key={title} id={`keyboard-${title}`} title={say[title]}>
      {entries.map(([name, ...keys]) => (
        <Row key={name} label={say[name]}>
          <span className="flex gap-2">
            {keys.map((each) => (
              <Kbd key={each} keys={each} />
            ))}
          </span>
        </Row>
      ))}
    </Section>
  ))
}
