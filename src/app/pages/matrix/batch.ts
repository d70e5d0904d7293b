/** Questions of one moment become one call; what it answers comes in the order asked. */
export function createBatch<T>(fetchAll: (ids: readonly string[]) => Promise<readonly T[]>, most: number) {
  let waiting: {
    readonly id: string
    readonly resolve: (value: T) => void
    readonly reject: (error: unknown) => void
  }[] = []
  const send = async (): Promise<void> => {
    const asked = waiting.splice(0, most)
    if (waiting.length > 0) void send()
    try {
      const answers = await fetchAll(asked.map(({ id }) => id))
      asked.forEach(({ resolve, reject }, index) => {
        const answer = answers[index]
        if (answer === undefined) reject(new Error('fewer answers than questions'))
        else resolve(answer)
      })
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
  }
  return (id: string): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject })
      if (waiting.length === 1) queueMicrotask(() => void send())
    })
}
