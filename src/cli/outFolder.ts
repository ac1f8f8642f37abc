import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalPieces } from '../model/canonicalJson.js'
import { InputError } from '../model/errors.js'
import { toGexf } from '../report/toGexf.js'
import type { TraceResult } from '../traceResult.js'
import { makeFolder } from './makeFolder.js'

const FILES = ['result.json', 'graph.gexf', 'resume.json'] as const
/** What a run that was killed while it wrote may have left: half a file, under a name that nothing reads. */
const UNFINISHED = '.part'

/** A folder that a result may be written to. */
export interface OutFolder {
	write(result: TraceResult): Promise<void>
}

/**
 * Makes the folder, parents too. It has to be empty or hold nothing but an earlier result, which is replaced: nothing else
 * is ever overwritten.
 * @throws InputError `E_PATH`
 */
export async function outFolder(folder: string): Promise<OutFolder> {
	let found: string[]
	try {
		await makeFolder(folder)
		found = await readdir(folder)
	} catch (cause) {
		throw refuse(folder, 'not a folder that can be written to', cause)
	}
	const foreign = found.find((name) => !FILES.some((own) => own === name || own + UNFINISHED === name))
	if (foreign !== undefined)
		throw refuse(folder, `holds ${JSON.stringify(foreign)}, which is no result; choose an empty folder`)
	if (found.includes('result.json') && !(await isResult(join(folder, 'result.json'))))
		throw refuse(folder, 'holds a result.json that is no result of fundtrail; choose an empty folder')
	return {
		async write(result) {
			const { graph, resume } = result
			// A token of an earlier, stopped trace would continue the wrong one.
			await rm(join(folder, 'resume.json'), { force: true })
			if (resume !== undefined) await replace(join(folder, 'resume.json'), [...canonicalPieces(resume), '\n'], folder)
			await replace(join(folder, 'result.json'), [...canonicalPieces(result), '\n'], folder)
			if (graph !== undefined) await replace(join(folder, 'graph.gexf'), [toGexf(graph), '\n'], folder)
		},
	}
}

async function isResult(file: string): Promise<boolean> {
	try {
		return /"schema":"fundtrail\.trace\/[0-9]+"/.test(await readFile(file, 'utf8'))
	} catch {
		return false
	}
}

/** Written beside and moved over, so that nobody ever finds half a file. */
async function replace(file: string, pieces: readonly string[], folder: string): Promise<void> {
	try {
		await rm(file + UNFINISHED, { force: true })
		await writeFile(file + UNFINISHED, pieces, { flag: 'wx' })
		await rename(file + UNFINISHED, file)
	} catch (cause) {
		throw refuse(folder, 'the result cannot be written', cause)
	}
}

function refuse(folder: string, message: string, cause?: unknown): InputError {
	return new InputError('E_PATH', `--out: ${message}`, {
		details: { field: '--out', folder },
		...(cause === undefined ? {} : { cause }),
	})
}
