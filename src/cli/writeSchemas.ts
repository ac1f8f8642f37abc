import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonSchema, SCHEMA_NAMES } from './jsonSchema.js'

/** Writes every JSON Schema to a folder, as the package ships them. */
export async function writeSchemas(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true })
	for (const name of SCHEMA_NAMES) {
		await writeFile(join(folder, `${name}.json`), `${JSON.stringify(jsonSchema(name), null, '\t')}\n`)
	}
}

await writeSchemas(process.argv[2] ?? 'schemas')
