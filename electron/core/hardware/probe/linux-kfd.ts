import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../capture.ts'
import type { Probe } from './probe.ts'

const NODES = '/sys/class/kfd/kfd/topology/nodes'

/** The compute view of AMD cards: gfx targets and partitions. */
export const linuxKfd: Probe = async ({ root }, report) => {
  const nodes = await readdir(join(root, NODES)).catch(() => [])
  if (nodes.length === 0) return
  const read = (node: string, file: string): Promise<string> =>
    readFile(join(root, NODES, node, file), 'utf8').catch(() => '')
  const seen = nodes.map(async (node) => ({
    node: Number(node),
    gpu_id: (await read(node, 'gpu_id')).trim(),
    properties: pairs(await read(node, 'properties')),
    mem_bank_0: pairs(await read(node, 'mem_banks/0/properties')),
  }))
  report(capture('kfd-nodes.json', await Promise.all(seen)))
}

const pairs = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^(\w+) (\S+)$/gm)].map(([, key, value]) => [key, value]))
