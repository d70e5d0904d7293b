import type { Settings } from '#contract/settings'
import { useTexts } from '../../locale.tsx'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { Input } from '../../ui/Input.tsx'
import { Select } from '../../ui/Select.tsx'
import { Row, Section, SwitchRow } from './Section.tsx'
import { readSpeed, writeSpeed } from './speed.ts'
import { TextSetting } from './TextSetting.tsx'

type Schedule = NonNullable<Settings['downloads']['schedule']>

const parallels = [1, 2, 3, 4, 5, 6, 7, 8]
const usualLimit = 10_000_000
const atNight: Schedule = { from: '23:00', to: '07:00', limitBytesPerSecond: null }

export function DownloadSettings() {
  const { downloads: say } = useTexts().settings
  const settings = useSettings()
  const change = useChangeSettings()
  if (settings === undefined) return null
  const { parallel, limitBytesPerSecond, schedule } = settings.downloads
  return (
    <Section id="downloads" title={say.title}>
      <Row label={say.parallel} hint={say.parallelHint}>
        <Select
          label={say.parallel}
          value={String(parallel)}
          onChange={(next) => change({ downloads: { parallel: Number(next) } })}
          className="w-36"
          options={parallels.map((count) => ({ value: String(count), label: say.downloadsAtOnce(count) }))}
        />
      </Row>
      <SwitchRow
        label={say.limit}
        hint={say.limitHint}
        checked={limitBytesPerSecond !== null}
        onChange={(on) => change({ downloads: { limitBytesPerSecond: on ? usualLimit : null } })}
      />
      {limitBytesPerSecond !== null && (
        <Speed
          value={limitBytesPerSecond}
          onChange={(next) => change({ downloads: { limitBytesPerSecond: next } })}
        />
      )}
      <SwitchRow
        label={say.schedule}
        hint={say.scheduleHint}
        checked={schedule !== null}
        onChange={(on) => change({ downloads: { schedule: on ? atNight : null } })}
      />
      {schedule !== null && (
        <ScheduleRows schedule={schedule} onChange={(next) => change({ downloads: { schedule: next } })} />
      )}
    </Section>
  )
}

interface SpeedProps {
  readonly value: number
  readonly onChange: (bytesPerSecond: number) => void
}

function Speed({ value, onChange }: SpeedProps) {
  const { downloads: say } = useTexts().settings
  return (
    <TextSetting
      label={say.speed}
      value={value}
      write={writeSpeed}
      read={readSpeed}
      onChange={onChange}
      expected={say.badSpeed}
      inputMode="decimal"
      className="w-36"
    />
  )
}

interface ScheduleProps {
  readonly schedule: Schedule
  readonly onChange: (schedule: Schedule) => void
}

function ScheduleRows({ schedule, onChange }: ScheduleProps) {
  const { downloads: say } = useTexts().settings
  const { limitBytesPerSecond } = schedule
  return (
    <>
      {(['from', 'to'] as const).map((end) => (
        <Row key={end} label={say[end]} htmlFor={`schedule-${end}`}>
          <Input
            id={`schedule-${end}`}
            type="time"
            value={schedule[end]}
            boxClassName="w-36"
            onChange={({ target }) => {
              if (target.value !== '') onChange({ ...schedule, [end]: target.value })
            }}
          />
        </Row>
      ))}
      <SwitchRow
        label={say.unlimited}
        checked={limitBytesPerSecond === null}
        onChange={(on) => onChange({ ...schedule, limitBytesPerSecond: on ? null : usualLimit })}
      />
      {limitBytesPerSecond !== null && (
        <Speed
          value={limitBytesPerSecond}
          onChange={(next) => onChange({ ...schedule, limitBytesPerSecond: next })}
        />
      )}
    </>
  )
}
