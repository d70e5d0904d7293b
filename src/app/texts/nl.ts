import type { Texts } from './en.ts'
import { backend, crash, frame, shell, source, ui, verdict } from './nl/common.ts'
import { catalog } from './nl/catalog.ts'
import { card, discover } from './nl/discover.ts'
import { downloads, get } from './nl/downloads.ts'
import { empty } from './nl/empty.ts'
import { failures } from './nl/failures.ts'
import { filters } from './nl/filters.ts'
import { incoming } from './nl/incoming.ts'
import { library } from './nl/library.ts'
import { machine } from './nl/machine.ts'
import { matrix } from './nl/matrix.ts'
import { model } from './nl/model.ts'
import { palette } from './nl/palette.ts'
import { sayings } from './nl/sayings.ts'
import { settings } from './nl/settings.ts'
import { welcome } from './nl/welcome.ts'

export const nl: Texts = {
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
