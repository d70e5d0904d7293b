import { Skeleton } from '../../../ui/Skeleton.tsx'
import { cardHeight } from './ModelCardView.tsx'

export function CardSkeleton({ height = cardHeight }: { readonly height?: number }) {
  return (
    <div
      aria-hidden
      data-missing
      style={{ height }}
      className="flex flex-col gap-2.5 rounded-card border border-line bg-surface p-3.5"
    >
      <div className="flex flex-1 gap-3">
        <Skeleton className="h-18 w-15" />
        <div className="flex flex-1 flex-col gap-2">
          <Skeleton className="h-4 w-3/4" />
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="h-3 w-2/3" />
        </div>
      </div>
      <Skeleton className="h-2" />
      <Skeleton className="h-7 w-full" />
    </div>
  )
}

/** While it flies past, its name is all there is to see. */
export function FlyingCard({ name, height }: { readonly name: string | undefined; readonly height: number }) {
  return (
    <div
      aria-hidden
      data-missing={name === undefined || undefined}
      style={{ height }}
      className="truncate rounded-card border border-line bg-surface p-3.5 font-medium"
    >
      {name}
    </div>
  )
}

const places = Array.from({ length: 12 }, (_, place) => place)

export function GridSkeleton() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(312px,100%),1fr))] gap-2.5">
      {places.map((place) => (
        <CardSkeleton key={place} />
      ))}
    </div>
  )
}
