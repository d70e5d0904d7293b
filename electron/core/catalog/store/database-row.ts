import { crc32 } from 'node:zlib'
import type { Model } from '#domain/model'
import { DamageError } from './database.ts'

export interface KeyedModel {
  readonly key: number
  readonly feed: string | null
  readonly model: Model
}

/** What was written is what comes back, or it is damage. */
export function decode(row: Readonly<Record<string, unknown>>): KeyedModel {
  const { key, feed, crc, record } = row
  if (typeof key !== 'number' || typeof record !== 'string' || crc32(record) !== crc)
    throw new DamageError(`the record of row ${String(key)} has changed on disk`)
  return { key, feed: typeof feed === 'string' ? feed : null, model: JSON.parse(record) as Model }
}
