import { useEffect, useRef, useState, type ReactNode } from 'react'

interface Props {
  /** About how tall it is; what it really took is remembered. */
  readonly height: number
  readonly children: ReactNode
}

const aroundPixels = 800

/** Makes its content only near what is in sight, and keeps its place elsewhere: for long lists of rows that differ in height. */
export function InSight({ height, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  const [kept, setKept] = useState(height)
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return
        if (!entry.isIntersecting && element.childElementCount > 0) setKept(entry.boundingClientRect.height)
        setNear(entry.isIntersecting)
      },
      { rootMargin: `${aroundPixels}px 0px` },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} style={near ? undefined : { height: kept }}>
      {near && children}
    </div>
  )
}
