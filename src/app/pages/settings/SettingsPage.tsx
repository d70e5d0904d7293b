import { lazy, Suspense, type ComponentType } from 'react'
import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { go, Link, usePlace } from '../../router.tsx'
import { useAppInfo } from '../../state/app-info.ts'
import { useSettings } from '../../state/settings.ts'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Accounts } from './Accounts.tsx'
import { Appearance } from './Appearance.tsx'
import { Data } from './Data.tsx'
import { Desktop } from './Desktop.tsx'
import { Diagnostics } from './Diagnostics.tsx'
import { DownloadSettings } from './DownloadSettings.tsx'
import { Folders } from './Folders.tsx'
import { KeyboardShortcuts } from './KeyboardShortcuts.tsx'
import { ModelSettings } from './ModelSettings.tsx'
import { Network } from './Network.tsx'
import { sectionIcons, sectionNames, sectionOf, type SectionName } from './sections.ts'
import { Updates } from './Updates.tsx'

const About = lazy(async () => ({ default: (await import('./About.tsx')).About }))

const views: Record<SectionName, ComponentType> = {
  appearance: Appearance,
  models: ModelSettings,
  network: Network,
  accounts: Accounts,
  downloads: DownloadSettings,
  folders: Folders,
  data: Data,
  desktop: Desktop,
  updates: Updates,
  diagnostics: Diagnostics,
  keyboard: KeyboardShortcuts,
  about: About,
}

/** One subject at a time; which one stands in the address. */
export function SettingsPage() {
  const { frame } = useTexts()
  const section = sectionOf(usePlace().query['section'])
  const View = views[section]
  const known = useSettings() !== undefined
  return (
    <PageShell title={frame.settings}>
      <div className="grid max-w-4xl grid-cols-1 items-start gap-x-8 gap-y-5 md:grid-cols-[11rem_minmax(0,1fr)]">
        <Index current={section} />
        <div className="flex min-w-0 flex-col gap-6">
          <Suspense fallback={<SectionSkeleton />}>{known ? <View /> : <SectionSkeleton />}</Suspense>
        </div>
      </div>
    </PageShell>
  )
}

/** A list at the side; one choice where the window is narrow. */
function Index({ current }: { readonly current: SectionName }) {
  const { settings: say } = useTexts()
  const shell = useAppInfo()?.shell
  const shown = sectionNames.filter((name) => name !== 'desktop' || shell === 'electron')
  return (
    <>
      <Select
        label={say.sections}
        value={current}
        onChange={(section) => go('settings', { section })}
        options={shown.map((value) => ({ value, label: say[value].title }))}
        className="w-full md:hidden"
      />
      <nav aria-label={say.sections} className="sticky top-5 max-md:hidden">
        <ul className="-ms-2 flex flex-col gap-px">
          {shown.map((name) => (
            <li key={name}>
              <IndexLink name={name} current={name === current} />
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}

function IndexLink({ name, current }: { readonly name: SectionName; readonly current: boolean }) {
  const { settings: say } = useTexts()
  const Icon = sectionIcons[name]
  return (
    <Link
      to="settings"
      query={{ section: name }}
      aria-current={current ? 'page' : undefined}
      className="group flex h-8 items-center gap-2.5 rounded-control px-2 text-soft transition-colors duration-120 hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-ink"
    >
      <Icon aria-hidden className="size-4 shrink-0 group-aria-[current]:text-honey-ink" strokeWidth={1.75} />
      <span className="truncate">{say[name].title}</span>
    </Link>
  )
}

function SectionSkeleton() {
  return (
    <>
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-40 w-full rounded-card" />
    </>
  )
}
