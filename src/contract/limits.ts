/** The largest call that a door takes, in UTF-16 units of its JSON. */
export const MAX_CALL_CHARS = 1024 * 1024
