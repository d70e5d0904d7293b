/** `?a=1&b=2&b=3` in the given order, spaces as `%20`. */
export const queryString = (params: readonly (readonly [string, string])[]): string =>
  params
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&')
