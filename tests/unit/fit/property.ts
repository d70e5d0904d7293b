import * as fc from 'fast-check'

/** `null` where the property holds, else the counterexample in words. */
export function counterexample<T>(property: fc.IProperty<T>): string | null {
  const result = fc.check(property)
  return result.failed ? (fc.defaultReportMessage(result) ?? 'it fails') : null
}
