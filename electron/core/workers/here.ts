/** The workers service over the real disk and processes of this machine. */
import { join } from 'node:path'
import type { Folders, Place } from '../folders.ts'
import { realDisk } from './disk.ts'
import { loadFamilies, programOf } from './families.ts'
import { architectureOf } from './startable.ts'
import { createTrials } from './trial.ts'
import { createWorkers, type WorkersOptions, type WorkersService } from './workers.ts'

export interface WorkersHereOptions extends Pick<WorkersOptions, 'watch' | 'emit' | 'log'> {
  readonly place: Place
  readonly folders: Folders
}

export function workersHere({ place, folders, ...rest }: WorkersHereOptions): WorkersService {
  return createWorkers({
    ...rest,
    place,
    programs: loadFamilies().map(programOf),
    disk: realDisk,
    run: createTrials(place),
    architecture: architectureOf(process.arch),
    catalog: join(folders.rbeeCache, 'workers'),
    file: join(folders.data, 'worker-folders.json'),
  })
}
