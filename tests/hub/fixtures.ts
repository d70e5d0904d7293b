/** The recorded facts that the hub serves where a test brings none of its own. */
import { readFileSync } from 'node:fs'
import type { CivitaiRecord } from './civitai/records.ts'
import { completeRecord, type HuggingFaceRecord } from './huggingface/records.ts'

const FOLDER = new URL('../fixtures/hub/', import.meta.url)

const lines = <T>(name: string): T[] =>
  readFileSync(new URL(name, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

export const recordedHuggingFace = (): HuggingFaceRecord[] =>
  lines<Parameters<typeof completeRecord>[0]>('huggingface.jsonl').map(completeRecord)

/** For tests that need a hub that tells sizes; these were recorded nowhere and are all alike. */
export const sizedHuggingFace = (): HuggingFaceRecord[] =>
  recordedHuggingFace().map((record) => ({
    ...record,
    siblings: record.siblings.map((file) => ({ ...file, size: file.size ?? 1_000_000 })),
  }))

export const recordedCivitai = (): CivitaiRecord[] => lines<CivitaiRecord>('civitai.jsonl')

export const rawCapture = (path: string): string => readFileSync(new URL(`raw/${path}`, FOLDER), 'utf8')
