import { lazy, Suspense, type ComponentType } from 'react'
import { usePlace, type Page } from '../router.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'

/** Each page is a file of its own, fetched when first opened. */
const page = <K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }))

const Downloads = page(() => import('./downloads/DownloadsPage.tsx'), 'DownloadsPage')
const Discover = page(() => import('./discover/DiscoverPage.tsx'), 'DiscoverPage')
const Incoming = page(() => import('./incoming/IncomingPage.tsx'), 'IncomingPage')
const Library = page(() => import('./library/LibraryPage.tsx'), 'LibraryPage')
const Machine = page(() => import('./machine/MachinePage.tsx'), 'MachinePage')
const Matrix = page(() => import('./matrix/MatrixPage.tsx'), 'MatrixPage')
const Settings = page(() => import('./settings/SettingsPage.tsx'), 'SettingsPage')
const Welcome = page(() => import('./welcome/WelcomePage.tsx'), 'WelcomePage')

const views: Record<Page, ComponentType> = {
  discover: Discover,
  downloads: Downloads,
  incoming: Incoming,
  library: Library,
  machine: Machine,
  settings: Settings,
  matrix: Matrix,
  welcome: Welcome,
}

export function PageView() {
  const View = views[usePlace().page]
  return (
    <Suspense fallback={<PageSkeleton />}>
      <View />
    </Suspense>
  )
}
