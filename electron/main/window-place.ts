/** Where a window goes on the displays that there are now. Pure. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** So much of the title bar must be there to be taken hold of. */
const GRASPABLE = { width: 100, height: 50 }

/**
 * As it was left, where its title bar can be reached; made to fit where the display has become smaller. Null: its
 * display is gone, and the system is to choose.
 */
export function placeOn(saved: Place, workAreas: readonly Place[]): Place | null {
  const area = workAreas
    .map((each) => ({ each, width: overlap(saved, each) }))
    .filter(({ each, width }) => width >= GRASPABLE.width && hasTitleBar(saved, each))
    .toSorted((a, b) => b.width - a.width)[0]?.each
  if (!area) return null
  const width = Math.min(saved.width, area.width)
  const height = Math.min(saved.height, area.height)
  const isAcross = workAreas.some((other) => other !== area && overlap(saved, other) > 0)
  return {
    // Across two displays it stays as it was; on one it must not hang over an edge that it cannot be pulled back from.
    x: isAcross && width === saved.width ? saved.x : between(saved.x, area.x, area.x + area.width - width),
    y: between(saved.y, area.y, area.y + area.height - height),
    width,
    height,
  }
}

const overlap = (a: Place, b: Place): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))

const hasTitleBar = ({ y }: Place, area: Place): boolean =>
  y >= area.y - GRASPABLE.height && y <= area.y + area.height - GRASPABLE.height

const between = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most))
