/** Windows in one PowerShell: each start costs about a second, so there is one. */
import { capture } from '../capture.ts'
import { isRecord, parseJson } from '../parse/json.ts'
import type { Probe } from './probe.ts'

const TIMEOUT_MS = 15_000

const DISPLAY_CLASS =
  'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}'

/** Processor features by the numbers of winnt.h; nothing on Windows tells them in text. */
const FEATURE_SCRIPT = `try {
  $k = Add-Type -PassThru -Name K -Namespace R -MemberDefinition '[DllImport("kernel32.dll")] public static extern bool IsProcessorFeaturePresent(uint f);'
  foreach ($f in 19,38,39,40,41,43) { $features["$f"] = $k::IsProcessorFeaturePresent($f) }
} catch {}`

const SCRIPT = `$ErrorActionPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$features = @{}
${FEATURE_SCRIPT}
@{
  'win32_videocontroller.json' = @(Get-CimInstance Win32_VideoController | Select-Object Name, Caption, AdapterCompatibility, PNPDeviceID, AdapterRAM, DriverVersion, Status, ConfigManagerErrorCode)
  'registry.json' = @(Get-ChildItem '${DISPLAY_CLASS}' | Where-Object { $_.PSChildName -match '^[0-9]{4}$' } | Get-ItemProperty | Select-Object DriverDesc, DriverVersion, ProviderName, MatchingDeviceId, 'HardwareInformation.qwMemorySize')
  'registry-cpu.json' = Get-ItemProperty 'HKLM:\\HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0' | Select-Object Identifier, ProcessorNameString, VendorIdentifier
  'win32_processor.json' = @(Get-CimInstance Win32_Processor | Select-Object Name, NumberOfCores, NumberOfLogicalProcessors)
  'win32_computersystem.json' = Get-CimInstance Win32_ComputerSystem | Select-Object Manufacturer, Model
  'processor-features.json' = $features
} | ConvertTo-Json -Depth 4 -Compress`

export const windows: Probe = async ({ run, signal }, report) => {
  const args = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command', SCRIPT]
  const { text, outcome } = await run('powershell', args, { signal, timeoutMs: TIMEOUT_MS })
  const parts = parseJson(text)
  if (outcome.kind !== 'ran' || !isRecord(parts))
    return report({ file: 'win32_videocontroller.json', text, outcome })
  for (const [file, value] of Object.entries(parts)) if (value !== null) report(capture(file, value))
}
