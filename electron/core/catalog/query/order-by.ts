/** The order of each sort, made when first asked for. */
import type { SortName } from '#contract/catalog'
import { createOrder, fixedOrder, type Order } from '../index/orders.ts'
import type { Segment } from '../index/segment.ts'
import { NO_ARTIFACT, type MachineView } from '../index/verdicts.ts'

export function orderBy(segment: Segment, sort: SortName, view: MachineView): Order {
  if (sort !== 'size' && sort !== 'fit') return fixedOrder(segment, sort)
  const { orders } = view.of(segment)
  const known = orders.get(sort)
  if (known) return known
  const made = createOrder(segment, sort === 'size' ? shownSizes(segment, view) : fits(segment, view))
  orders.set(sort, made)
  return made
}

/** The size that the card shows. */
function shownSizes(segment: Segment, view: MachineView): Float64Array {
  const { artifact } = view.of(segment)
  return Float64Array.from(artifact, (chosen) =>
    chosen === NO_ARTIFACT ? Number.NaN : segment.artifacts.sizeBytes[chosen]!,
  )
}

/** Best fit first; among equals the more trusted verdict. */
function fits(segment: Segment, view: MachineView): Float64Array {
  const { viewClass } = view.of(segment)
  const { fit, fitting } = view.classes
  return Float64Array.from(viewClass, (code) => fit[code]! * 4 + fitting[code]!)
}
