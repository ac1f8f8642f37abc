import { readdirSync } from 'node:fs'

const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', 'dist', 'schemas', 'coverage', '.git'])

/** Paths of the files below a folder, relative to it, with `/`, in code-unit order. */
export function filesBelow(root: string): string[] {
	const found: string[] = []
	const folders = ['']
	for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
		for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
			const path = `${folder}${entry.name}`
			if (entry.isFile()) found.push(path)
			else if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) folders.push(`${path}/`)
		}
	}
	return found.sort()
}
