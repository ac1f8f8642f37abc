import { appendFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256Hex } from '../../model/digest.js'
import { InputError } from '../../model/errors.js'
import { bodyPath, RECORDING_FILES, type RecordedReply, type RecordedSource, type Recording } from './recording.js'
import type { Reply, Transport, TransportRequest } from './transport.js'

/** Keeps every reply of the transports that go through it, as it came, in one folder. */
export class Recorder {
	readonly #folder: string
	readonly #sources: RecordedSource[] = []
	#replies = 0
	/** Writes one after the other, so that lines of the index never mix. */
	#written: Promise<void> = Promise.resolve()

	private constructor(folder: string) {
		this.#folder = folder
	}

	/**
	 * A recorder into a folder, which may not hold anything yet; it is made where it is missing, once there is something to
	 * keep.
	 * @throws InputError `E_PATH`
	 */
	static async into(folder: string): Promise<Recorder> {
		const found = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
			if (cause.code === 'ENOENT') return []
			throw refuse(folder, 'not a folder that can be written to', cause)
		})
		const [first] = found
		if (first !== undefined)
			throw refuse(folder, `the folder holds ${JSON.stringify(first)} already; choose an empty one`)
		return new Recorder(folder)
	}

	/** How many sources are recorded, and how many replies of theirs were kept. */
	get kept(): { readonly sources: number; readonly replies: number } {
		return { sources: this.#sources.length, replies: this.#replies }
	}

	/** The same transport, each of its replies written down before it is handed on. */
	async through(source: RecordedSource, transport: Transport): Promise<Transport> {
		const place = this.#sources.push(source) - 1
		const manifest: Recording = { schema: 'fundtrail.recording/1', sources: this.#sources }
		await this.#write(async () => {
			if (place === 0) await mkdir(this.#folder).catch(unlessExists)
			await replaced(join(this.#folder, RECORDING_FILES.manifest), `${JSON.stringify(manifest)}\n`)
			await appendFile(join(this.#folder, RECORDING_FILES.index), '')
		})
		return {
			send: async (request, options) => {
				const reply = await transport.send(request, options)
				await this.#write(() => this.#keep(place, request, reply))
				return reply
			},
		}
	}

	async #keep(source: number, { path, body }: TransportRequest, { status, type, body: bytes }: Reply): Promise<void> {
		const sha256 = sha256Hex(bytes)
		const file = join(this.#folder, RECORDING_FILES.bodies, bodyPath(sha256))
		await mkdir(dirname(file), { recursive: true })
		await replaced(file, bytes)
		const row: RecordedReply = { source, path, ...(body === undefined ? {} : { body }), status, type, sha256 }
		await appendFile(join(this.#folder, RECORDING_FILES.index), `${JSON.stringify(row)}\n`)
		this.#replies++
	}

	#write(step: () => Promise<void>): Promise<void> {
		const done = this.#written.then(step).catch((cause: unknown) => {
			throw refuse(this.#folder, 'a reply cannot be written', cause)
		})
		this.#written = done.catch(() => {})
		return done
	}
}

function unlessExists(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EEXIST') throw error
}

/** Written beside and moved over, so that nobody ever finds half a file. */
async function replaced(file: string, content: string | Uint8Array): Promise<void> {
	await writeFile(`${file}.part`, content)
	await rename(`${file}.part`, file)
}

function refuse(folder: string, message: string, cause?: unknown): InputError {
	return new InputError('E_PATH', `the recording: ${message}`, {
		details: { folder },
		...(cause === undefined ? {} : { cause }),
	})
}
