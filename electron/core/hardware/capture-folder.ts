/** A capture as a folder: one file a tool. It may hold folders: further captures of the same machine. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { RAN, type Capture, type Outcome } from './capture.ts'
import { sourceOf } from './sources.ts'

/** How each tool ended, beside what it said. Absent in captures that others made. */
const OUTCOMES_FILE = 'outcomes.json'

/** A capture of a large server stays far below this; a folder of something else does not get read whole. */
const LARGEST_FILE_BYTES = 16 * 1024 * 1024

const Outcomes = z.record(
  z.string(),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ran'), exitCode: z.number().nullable() }),
    z.object({ kind: z.literal('absent') }),
    z.object({ kind: z.literal('timeout'), afterMs: z.number() }),
    z.object({ kind: z.literal('too-large'), limitBytes: z.number() }),
    z.object({ kind: z.literal('not-runnable'), why: z.string() }),
  ]),
)

export async function writeCaptures(folder: string, captures: readonly Capture[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  const outcomes = Object.fromEntries(captures.map(({ file, outcome }) => [file, outcome]))
  await Promise.all(
    captures.filter(({ text }) => text !== '').map(({ file, text }) => writeFile(join(folder, file), text)),
  )
  await writeFile(join(folder, OUTCOMES_FILE), `${JSON.stringify(outcomes, null, 1)}\n`)
}

/** All captures in a folder and in the folders in it. */
export async function readCaptures(folder: string): Promise<Capture[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const named = (kind: 'isFile' | 'isDirectory'): string[] =>
    entries.filter((entry) => entry[kind]()).map((entry) => entry.name)
  const inner = named('isDirectory')
    .toSorted()
    .map((name) => readCaptures(join(folder, name)))
  return [...(await readOne(folder, named('isFile'))), ...(await Promise.all(inner)).flat()]
}

async function readOne(folder: string, names: readonly string[]): Promise<Capture[]> {
  const outcomes = await readOutcomes(join(folder, OUTCOMES_FILE))
  const texts = await Promise.all(
    names
      .filter((name) => sourceOf(name) !== undefined)
      .toSorted()
      .map(async (file): Promise<Capture> => {
        const outcome: Outcome = outcomes.get(file) ?? RAN
        return { file, text: await readSmall(join(folder, file)), outcome }
      }),
  )
  const silent = [...outcomes].filter(([file]) => !texts.some((capture) => capture.file === basename(file)))
  return [...texts, ...silent.map(([file, outcome]) => ({ file, text: '', outcome }))]
}

async function readSmall(path: string): Promise<string> {
  return (await stat(path)).size > LARGEST_FILE_BYTES ? '' : readFile(path, 'utf8')
}

async function readOutcomes(path: string): Promise<ReadonlyMap<string, Outcome>> {
  try {
    return new Map(Object.entries(Outcomes.parse(JSON.parse(await readFile(path, 'utf8')))))
  } catch {
    return new Map()
  }
}
