import { type ExitCode, exitCodes } from './exitCodes.js'
import { jsonSchema, SCHEMA_NAMES } from './jsonSchema.js'
import { writeText } from './writeText.js'

/** `fundtrail schema`: a JSON Schema by name, or the names. */
export async function schemaCommand(name: string | undefined): Promise<ExitCode> {
	const text = name === undefined ? SCHEMA_NAMES.join('\n') : JSON.stringify(jsonSchema(name), null, '\t')
	await writeText(process.stdout, `${text}\n`)
	return exitCodes.complete
}
