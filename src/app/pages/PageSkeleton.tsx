import { Skeleton } from '../ui/Skeleton.tsx'

export function PageSkeleton() {
  return (
    <div className="flex flex-col gap-5 px-4 py-5 sm:px-6">
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-28 w-full rounded-card" />
      <Skeleton className="h-28 w-full rounded-card" />
    </div>
  )
}
