import { writeFile } from 'node:fs/promises'
import type { CaseFile } from '../model/caseFile.js'

/** Writes a case file, indented for people. The file must not exist yet unless `overwrite` is given. */
export async function saveCase(
	file: string,
	content: CaseFile,
	options: { readonly overwrite?: boolean } = {},
): Promise<void> {
	await writeFile(file, `${JSON.stringify(content, null, '\t')}\n`, { flag: options.overwrite === true ? 'w' : 'wx' })
}
