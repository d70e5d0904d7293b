import type { Tone } from '../../../ui/Badge.tsx'
import type { Texts } from '../../../texts/en.ts'
import { cellTone, cellWord } from '../cell-words.ts'
import type { Matrix } from './text.ts'

const row = 24
const head = 36
const names = 320
const column = 150
const margin = 16
const scale = 2

const paints: Record<Tone, readonly [ground: string, ink: string]> = {
  neutral: ['--color-sunken', '--color-soft'],
  good: ['--color-verified-wash', '--color-verified'],
  fair: ['--color-should-wash', '--color-should'],
  info: ['--color-soon-wash', '--color-soon'],
  bad: ['--color-never-wash', '--color-never'],
  accent: ['--color-honey-wash', '--color-honey-ink'],
}

/** A colour of the theme as the canvas takes it: variables and `light-dark` are worked out by an element. */
function createPaint(): { of: (name: string) => string; done: () => void } {
  const probe = document.createElement('span')
  document.body.append(probe)
  return {
    of(name) {
      probe.style.color = `var(${name})`
      return getComputedStyle(probe).color
    },
    done: () => probe.remove(),
  }
}

/** The matrix as a picture, in the colours of the theme. */
export async function drawMatrix({ workers, rows }: Matrix, texts: Texts): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = (names + workers.length * column + 2 * margin) * scale
  canvas.height = (head + rows.length * row + 2 * margin) * scale
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  const paint = createPaint()
  const text = (words: string, x: number, y: number, width: number) => {
    context.save()
    context.beginPath()
    context.rect(x, y, width, row)
    context.clip()
    context.fillText(words, x, y + row / 2)
    context.restore()
  }
  context.scale(scale, scale)
  context.font = '13px "Inter Variable", sans-serif'
  context.textBaseline = 'middle'
  context.fillStyle = paint.of('--color-canvas')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(margin, margin)
  context.fillStyle = paint.of('--color-ink')
  workers.forEach(({ name }, at) => text(name, names + at * column + 6, 0, column - 10))
  rows.forEach(({ model, cells }, index) => {
    const y = head + index * row
    context.fillStyle = paint.of('--color-ink')
    text(model.name, 0, y, names - 12)
    cells.forEach((cell, at) => {
      const [ground, ink] = paints[cellTone(cell)]
      const x = names + at * column
      context.fillStyle = paint.of(ground)
      context.fillRect(x + 1, y + 1, column - 2, row - 2)
      context.fillStyle = paint.of(ink)
      text(cellWord(cell, texts), x + 8, y, column - 16)
    })
  })
  paint.done()
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png'),
  )
}
