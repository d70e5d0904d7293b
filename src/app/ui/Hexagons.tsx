/** A small drawing for empty places: a patch of comb with one cell filled. It takes its colours from the theme. */
const points = (x: number, y: number, r: number): string =>
  Array.from({ length: 6 }, (_, corner) => {
    const angle = (Math.PI / 3) * corner - Math.PI / 2
    return `${(x + r * Math.cos(angle)).toFixed(1)},${(y + r * Math.sin(angle)).toFixed(1)}`
  }).join(' ')

const step = { x: 27, y: 23.4 }
const cells = [
  { x: 34.5, y: 22, filled: false },
  { x: 34.5 + step.x, y: 22, filled: false },
  { x: 21, y: 22 + step.y, filled: false },
  { x: 21 + step.x, y: 22 + step.y, filled: true },
  { x: 21 + 2 * step.x, y: 22 + step.y, filled: false },
  { x: 34.5, y: 22 + 2 * step.y, filled: false },
] as const

export function Hexagons() {
  return (
    <svg viewBox="0 0 96 92" width="96" height="92" aria-hidden>
      {cells.map((cell) => (
        <polygon
          key={`${cell.x}-${cell.y}`}
          points={points(cell.x, cell.y, 13)}
          strokeWidth="1.5"
          strokeLinejoin="round"
          className={cell.filled ? 'fill-honey-wash stroke-ring' : 'fill-surface stroke-line'}
        />
      ))}
    </svg>
  )
}
