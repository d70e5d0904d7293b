import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { InstalledWorkerSchema } from '#contract/workers'
import type { Machine } from '#core/catalog/catalog-api'
import { followMachine } from '#core/catalog/follow-machine'
import { silentLog } from '#core/log'
import { eightWorkers, machineWith } from '../../helpers/catalog.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const machine: Machine = {
  workers: eightWorkers().map((worker) => InstalledWorkerSchema.parse(worker)),
  hardware: machineWith(8192),
}

/** A catalog that remembers which machines it was told of, and a machine whose scan ends when told. */
function follow(file: string) {
  const told: Machine[] = []
  const listeners: (() => void)[] = []
  let scanning = true
  const onChange = (listener: () => void) => void listeners.push(listener)
  followMachine({
    catalog: { setMachine: async (next) => void told.push(next) },
    hardware: { state: () => ({ scanning, hardware: machine.hardware }), onChange },
    workers: { state: () => ({ scanning, workers: machine.workers }), onChange },
    file,
    log: silentLog,
  })
  return {
    told,
    change(isScanning: boolean) {
      scanning = isScanning
      for (const listener of listeners) listener()
    },
  }
}

it('judges for the machine of the last time until this one has been looked at', () => {
  using dir = tempDir()
  const file = join(dir.path, 'machine.json')
  const first = follow(file)
  first.change(true)
  expect(first.told).toEqual([])
  first.change(false)
  expect(first.told).toContainEqual(machine)

  const second = follow(file)
  expect(second.told).toEqual([JSON.parse(JSON.stringify(machine))])
})

it('does without where the file tells nothing', () => {
  using dir = tempDir()
  const file = join(dir.path, 'machine.json')
  writeFileSync(file, '{"workers":[{}]}')
  const following = follow(file)
  expect(following.told).toEqual([])
  following.change(false)
  expect(following.told).toHaveLength(2)
  expect(existsSync(file)).toBe(true)
})
