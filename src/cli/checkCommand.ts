import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type CaseCheck, check, updateExpect } from '../cases.js'
import { displayText } from '../model/displayText.js'
import { InputError } from '../model/errors.js'
import { toJunit } from '../report/toJunit.js'
import { type ExitCode, exitCodes } from './exitCodes.js'
import { makeFolder } from './makeFolder.js'
import { writeText } from './writeText.js'

export interface CheckFlags {
	readonly junit?: string
	readonly update?: boolean
	readonly allowOutside?: boolean
}

/** `fundtrail check`: traces cases and holds the results against what they expect, or writes down what came out. */
export async function checkCommand(paths: readonly string[], flags: CheckFlags): Promise<ExitCode> {
	const updated = new Map<string, { readonly changes: readonly string[]; readonly failures: readonly string[] }>()
	const judged: CaseCheck[] = []
	const lines: string[] = []
	await check(paths, {
		allowOutside: flags.allowOutside ?? false,
		onTraced: async (opened, result) => {
			if (flags.update === true) updated.set(opened.file, await updateExpect(opened, result))
		},
		onCase: (found) => {
			const update = updated.get(resolve(found.path))
			const outcome = update === undefined ? found : { ...found, failures: update.failures }
			judged.push(outcome)
			lines.push(...outcomeLines(outcome, update?.changes ?? []))
		},
	})
	const failed = judged.filter(({ failures }) => failures.length > 0)
	const report = { cases: judged, passed: judged.length - failed.length, failed: failed.length }
	if (flags.junit !== undefined) await writeJunit(flags.junit, toJunit(report))
	await writeText(process.stdout, `${[...lines, `${report.passed} passed, ${report.failed} failed`].join('\n')}\n`)
	if (failed.some(({ error }) => error === null)) return exitCodes.unmet
	if (failed.some(({ error }) => error?.code === 'E_INTERNAL')) return exitCodes.internal
	return failed.length > 0 ? exitCodes.badInput : exitCodes.complete
}

function outcomeLines({ path, name, failures, error }: CaseCheck, changes: readonly string[]): string[] {
	const title = name === path ? displayText(path) : `${displayText(path)}  ${displayText(name)}`
	const details = Object.entries(error?.details ?? {}).map(([key, value]) => `${key}: ${value}`)
	return [
		`${failures.length === 0 ? 'ok  ' : 'FAIL'}  ${title}`,
		...changes.map((change) => `      updated ${displayText(change)}`),
		...[...failures, ...details].map((text) => `      ${displayText(text)}`),
	]
}

async function writeJunit(file: string, xml: string): Promise<void> {
	try {
		await makeFolder(dirname(file))
		await writeFile(file, xml)
	} catch (cause) {
		throw new InputError('E_PATH', '--junit: the report cannot be written there', {
			details: { field: '--junit', file },
			cause,
		})
	}
}
