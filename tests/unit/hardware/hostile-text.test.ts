import * as fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCaptures } from '#core/hardware/capture-folder'
import { interpret } from '#core/hardware/interpret'
import { LIMIT_BYTES } from '#core/hardware/probe/run-tool'
import { redactCaptures } from '#core/hardware/redact-captures'
import { MACHINES_DIR, machineNames } from './captured-machines.ts'
import { captureOf } from './seen.ts'

const FILES = [
  ...'nvidia-smi.csv nvidia-smi.xml nvidia-smi-L.txt rocm-smi.json rocm-smi.csv amd-smi.json amd-smi.csv'.split(
    ' ',
  ),
  ...'sysfs.json kfd-nodes.json lspci.txt lscpu.txt cpuinfo.txt meminfo.txt sysctl.txt vm_stat.txt'.split(
    ' ',
  ),
  ...'system_profiler.json win32_videocontroller.json registry.json registry-cpu.json osinfo.json'.split(' '),
  ...'win32_processor.json win32_computersystem.json processor-features.json'.split(' '),
  ...'systeminformation-graphics.json systeminformation-cpu.json systeminformation-mem.json'.split(' '),
]

const TAXING = [
  'x',
  ' ',
  ',',
  ':',
  '\n',
  '"',
  '<',
  '[',
  '{"a":',
  '0x',
  '\t: ',
  'GPU 0: ',
  '<gpu id="',
  '/home/',
  'processor\t: 1\n',
]

describe('whatever a tool prints', () => {
  it('any text, any JSON: an answer, never an exception', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.json({ maxDepth: 5 }))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FILES), text, { maxKeys: 6 }), (files) => {
        const { hardware } = interpret(
          Object.entries(files).map(([file, value]) => captureOf(file, value)),
          'linux',
        )
        const figures = hardware.gpus.flatMap(({ memoryMiB, freeMiB, poolMiB }) => [
          memoryMiB,
          freeMiB,
          poolMiB,
        ])
        expect(
          figures.filter((figure) => figure !== null && !(figure >= 0 && Number.isFinite(figure))),
        ).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('real captures, damaged: cut anywhere, a character changed anywhere', async () => {
    const machines = await Promise.all(machineNames().map((name) => readCaptures(join(MACHINES_DIR, name))))
    const captures = machines.flat()
    fc.assert(
      fc.property(
        fc.constantFrom(...captures),
        fc.nat(),
        fc.string({ maxLength: 3 }),
        (capture, at, junk) => {
          const place = at % (capture.text.length + 1)
          const cut = { ...capture, text: capture.text.slice(0, place) }
          const changed = {
            ...capture,
            text: capture.text.slice(0, place) + junk + capture.text.slice(place + 1),
          }
          expect(interpret([cut], null).hardware.gpus.length).toBeLessThan(100)
          expect(interpret([changed, cut], null).hardware.gpus.length).toBeLessThan(100)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('the longest answer that is kept is read quickly, whatever is in it', () => {
    const slow: string[] = []
    let worstMs = 0
    for (const file of FILES)
      for (const piece of TAXING) {
        const capture = captureOf(file, piece.repeat(LIMIT_BYTES / piece.length))
        const start = performance.now()
        interpret([capture], 'linux')
        const ms = performance.now() - start
        worstMs = Math.max(worstMs, ms)
        if (ms > 200) slow.push(`${file} of ${JSON.stringify(piece)}: ${ms.toFixed(0)} ms`)
      }
    console.log(
      `${LIMIT_BYTES / 1024 / 1024} MiB of anything in any file: read in at most ${worstMs.toFixed(0)} ms`,
    )
    expect(slow).toEqual([])
  }, 120_000)

  it('redaction of it is quick as well', () => {
    for (const piece of TAXING) {
      const start = performance.now()
      redactCaptures([captureOf('nvidia-smi.txt', piece.repeat(LIMIT_BYTES / piece.length))], {
        userName: 'marjolein',
        hostName: 'atelier',
        tokens: ['hf_SecretOfMarjolein'],
      })
      expect([piece, performance.now() - start < 500]).toEqual([piece, true])
    }
  }, 60_000)
})
