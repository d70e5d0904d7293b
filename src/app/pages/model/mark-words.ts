import { useFormat, useTexts } from '../../locale.tsx'
import type { ArtifactMark } from './artifact-marks.ts'

interface MarkWords {
  readonly word: string
  readonly meaning: string
}

export function useMarkWords(): (mark: ArtifactMark) => MarkWords {
  const { model: say } = useTexts()
  const format = useFormat()
  return (mark) => {
    switch (mark.kind) {
      case 'primary':
        return { word: say.primary, meaning: say.primaryWhy }
      case 'early-access':
        return {
          word: say.earlyAccess,
          meaning: mark.endsAt === null ? say.earlyAccessWhy : say.earlyAccessUntil(format.date(mark.endsAt)),
        }
      case 'unavailable':
        return { word: say.notAvailable, meaning: say.unavailable[mark.why] }
      case 'scan':
        return { word: say.scan[mark.result], meaning: say.scanWhy[mark.result] }
    }
  }
}
