import { expect, it } from 'vitest'
import { readCaptures } from '#core/hardware/capture-folder'
import { interpret } from '#core/hardware/interpret'
import { redactCaptures } from '#core/hardware/redact-captures'
import { join } from 'node:path'
import { MACHINES_DIR, machineNames } from './captured-machines.ts'
import { captureOf } from './seen.ts'

const WHOSE = { userName: 'marjolein', hostName: 'atelier-7', tokens: [] }

const SECRETS = (
  'marjolein atelier c02xk0abjg5h 1234567890ab 000a0b0c 67a571b1 1320021012345 79ccd55167a2124a pcb0123 f00dfeed ' +
  'secret example.org'
).split(' ')

it('says what the machine is, not whose', () => {
  const captures = [
    captureOf('system_profiler.json', {
      SPHardwareDataType: [
        {
          chip_type: 'Apple M3',
          serial_number: 'C02XK0ABJG5H',
          platform_UUID: '12345678-ABCD-4321-ABCD-1234567890AB',
          provisioning_UDID: '00008103-000A0B0C',
        },
      ],
    }),
    captureOf('nvidia-smi.csv', 'index, uuid, name\n0, GPU-67a571b1-79ee-1016-8ea3-c1fff3f1c1d2, RTX'),
    captureOf(
      'nvidia-smi.xml',
      '<nvidia_smi_log><gpu id="00000000:01:00.0"><serial>1320021012345</serial><uuid>GPU-67a571b1-79ee-1016-8ea3-c1fff3f1c1d2</uuid>' +
        '<processes><process_info><process_name>/home/marjolein/secret/app</process_name></process_info></processes></gpu></nvidia_smi_log>',
    ),
    captureOf('rocm-smi.json', {
      card0: { 'Unique ID': '0x79ccd55167a2124a', 'Serial Number': 'PCB0123-0042' },
    }),
    captureOf('systeminformation-osinfo.json', {
      hostname: 'atelier-7',
      fqdn: 'atelier-7.example.org',
      serial: 'f00dfeed',
    }),
    captureOf('win32_computersystem.json', {
      PSComputerName: 'ATELIER-7',
      Model: 'B650',
      Path: 'C:\\Users\\Marjolein\\x',
    }),
    captureOf('lspci.txt', 'seen by marjolein on atelier-7 in /Users/marjolein/x'),
    captureOf('nvidia-smi-L.txt', '', {
      kind: 'not-runnable',
      why: '/home/marjolein/bin/nvidia-smi is not a file',
    }),
  ]
  const redacted = redactCaptures(captures, WHOSE)
  const all = JSON.stringify(redacted).toLowerCase()
  expect(SECRETS.filter((secret) => all.includes(secret))).toEqual([])
  // What belongs together still does, under another name.
  const uuid = /GPU-0{8}-0{4}-0{4}-0{4}-\d{12}/.exec(redacted[1]?.text ?? '')?.[0]
  expect(redacted[2]?.text).toContain(`<uuid>${uuid}</uuid>`)
  expect(redacted[5]?.text).toContain('B650')
})

/** Without what redaction is there to change. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) => (key === 'uuid' || key === 'id' ? null : inner))

it.each(machineNames())('leaves %s what it was', async (name) => {
  const captures = await readCaptures(join(MACHINES_DIR, name))
  const redacted = redactCaptures(captures, { userName: 'root', hostName: 'host', tokens: [] })
  expect(plain(interpret(redacted, null))).toEqual(plain(interpret(captures, null)))
})
