import { backend, crash, frame, shell, source, ui, verdict } from './en/common.ts'
import { catalog } from './en/catalog.ts'
import { card, discover } from './en/discover.ts'
import { downloads, get } from './en/downloads.ts'
import { empty } from './en/empty.ts'
import { failures } from './en/failures.ts'
import { filters } from './en/filters.ts'
import { incoming } from './en/incoming.ts'
import { library } from './en/library.ts'
import { machine } from './en/machine.ts'
import { matrix } from './en/matrix.ts'
import { model } from './en/model.ts'
import { palette } from './en/palette.ts'
import { english as sayings } from '#domain/sayings/english'
import { settings } from './en/settings.ts'
import { welcome } from './en/welcome.ts'

export const en = {
  backend,
  card,
  catalog,
  crash,
  discover,
  downloads,
  empty,
  failures,
  filters,
  frame,
  get,
  incoming,
  library,
  machine,
  matrix,
  model,
  palette,
  sayings,
  settings,
  shell,
  source,
  ui,
  verdict,
  welcome,
}

/** What every language must say: a missing text does not compile. */
export type Texts = typeof en
