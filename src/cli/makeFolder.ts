import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and its parents where they are missing. One at a time: `mkdir` with `recursive` tries for ever below a
 * folder that takes no new ones and says that they are not there, such as /proc.
 * @throws what the file system says
 */
export async function makeFolder(folder: string): Promise<void> {
	const missing: string[] = []
	for (let at = resolve(folder); !(await isThere(at)); at = dirname(at)) missing.push(at)
	for (const path of missing.reverse()) await mkdir(path).catch(unlessExists)
}

async function isThere(path: string): Promise<boolean> {
	try {
		await stat(path)
		return true
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
		throw error
	}
}

/** Somebody else may have made it in between. */
function unlessExists(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EEXIST') throw error
}
