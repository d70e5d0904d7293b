import type { ModelCard } from '#contract/catalog'
import type { Texts } from '../../../texts/en.ts'
import { cellWord } from '../cell-words.ts'
import type { Cells } from '../cells.ts'

export interface Matrix {
  readonly workers: readonly { readonly id: string; readonly name: string }[]
  readonly rows: readonly { readonly model: ModelCard; readonly cells: Cells }[]
}

/** As RFC 4180 has it; what a spreadsheet would take for a formula is told to be text. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function toCsv({ workers, rows }: Matrix, texts: Texts): Blob {
  const { columns } = texts.matrix
  const head = [columns.id, columns.name, columns.author, columns.source, ...workers.map(({ name }) => name)]
  const lines = rows.map(({ model, cells }) => [
    model.id,
    model.name,
    model.author ?? '',
    texts.source[model.source],
    ...cells.map((cell) => cellWord(cell, texts)),
  ])
  const text = [head, ...lines].map((line) => line.map(field).join(',')).join('\r\n')
  return new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv;charset=utf-8' })
}

export function toJson({ workers, rows }: Matrix): Blob {
  const value = rows.map(({ model: { id, name, author, source }, cells }) => ({
    id,
    name,
    author,
    source,
    workers: Object.fromEntries(cells.map((cell, at) => [workers[at]?.id ?? '', cell])),
  }))
  return new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' })
}
