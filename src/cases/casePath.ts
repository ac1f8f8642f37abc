import { realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { InputError } from '../model/errors.js'

/**
 * A path of a case file, resolved against the folder of the case. It may not leave that folder, by `..`, by an absolute
 * path or by a link, unless that is allowed. Its last part may hold `*`.
 * @throws InputError `E_PATH`
 */
export async function casePath(folder: string, path: string, field: string, allowOutside: boolean): Promise<string> {
	if (path === '' || path.includes('\0')) throw new InputError('E_PATH', `${field}: not a path`, { details: { field } })
	const target = resolve(folder, path)
	if (allowOutside) return target
	const inside = !isAbsolute(path) && isWithin(folder, target) && isWithin(await real(folder), await real(target))
	if (inside) return target
	throw new InputError(
		'E_PATH',
		`${field}: ${JSON.stringify(path)} leaves the folder of the case; allow it with --allow-outside`,
		{
			details: { field, value: path.slice(0, 200) },
		},
	)
}

function isWithin(folder: string, target: string): boolean {
	const way = relative(folder, target)
	return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The path with links resolved as far as it exists: a missing file is reported by whoever reads it. */
async function real(path: string): Promise<string> {
	try {
		return await realpath(path)
	} catch {
		const parent = dirname(path)
		return parent === path ? path : resolve(await real(parent), basename(path))
	}
}
