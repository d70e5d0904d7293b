import { crc32 } from 'node:zlib'
import type { Model } from '#domain/model'
import { DamageError } from './database.ts'

export interface KeyedModel {
  readonly key: number
  readonly feed: string | null
  readonly model: Model
}

export interface KeyedRecord {
  readonly key: number
  readonly feed: string | null
  /** The model as JSON. */
  readonly record: string
}

export function decode(row: Readonly<Record<string, unknown>>): KeyedModel {
  const { key, feed, record } = checked(row)
  return { key, feed, model: JSON.parse(record) as Model }
}

/** What was written is what comes back, or it is damage. */
export function checked(row: Readonly<Record<string, unknown>>): KeyedRecord {
  const { key, feed, crc, record } = row
  if (typeof key !== 'number' || typeof record !== 'string' || crc32(record) !== crc)
    throw new DamageError(`the record of row ${String(key)} has changed on disk`)
  return { key, feed: typeof feed === 'string' ? feed : null, record }
}
