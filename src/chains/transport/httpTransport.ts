import { lookup as resolveName } from 'node:dns'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { InputError, SourceError } from '../../model/errors.js'
import type { FetchOptions } from '../adapter.js'
import { isPublicAddress } from './isPublicAddress.js'
import { readBody } from './readBody.js'
import type { Reply, Transport, TransportRequest } from './transport.js'

export interface HttpOptions {
	/** Address below which paths are asked for: http or https, without user name, password, query or fragment. */
	readonly url: string
	/** Sent with every request, e.g. a key; they appear in no error. */
	readonly headers?: Readonly<Record<string, string>>
	/** Whether the address may lie on this machine or in a private network. Default false. */
	readonly allowPrivate?: boolean
	/** Most milliseconds from the request to the last byte of the reply. Default 30,000. */
	readonly timeoutMs?: number
	/** Most bytes of a reply, packed and unpacked. Default 32 MiB. */
	readonly maxBytes?: number
}

const TIMEOUT_MS = 30_000
const MAX_BYTES = 32 * 2 ** 20

/** What a path may hold: nothing that could lead to another host or hide a second request. */
const PATH = /^\/(?!\/)[\w\-./:?=&,%~]*$/

/** Refused before a request leaves: the name leads to an address that is not public. */
const PRIVATE = 'EPRIVATE'

/**
 * Asks one provider over HTTP. Requests go to the configured origin and nowhere else: redirects are errors, and names
 * that lead to private addresses are refused where that is not allowed.
 * @throws InputError `E_INPUT` for an address that is none
 */
export function httpTransport(options: HttpOptions): Transport {
	const base = baseOf(options.url)
	const { allowPrivate = false, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES, headers = {} } = options
	const secure = base.protocol === 'https:'
	const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
	const prefix = base.pathname.replace(/\/+$/, '')
	const host = base.hostname.replace(/^\[|\]$/g, '')

	return {
		async send({ path, body }: TransportRequest, { signal }: FetchOptions = {}): Promise<Reply> {
			signal?.throwIfAborted()
			if (!PATH.test(path) || path.includes('..'))
				throw new InputError('E_INPUT', 'path: not a path of a provider', { details: { field: 'path' } })
			if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw privateAddress(path)
			const sent: RequestOptions = {
				protocol: base.protocol,
				hostname: host,
				...(base.port === '' ? {} : { port: base.port }),
				path: path === '/' && prefix !== '' ? prefix : prefix + path,
				method: body === undefined ? 'GET' : 'POST',
				headers: {
					accept: 'application/json, text/plain',
					'accept-encoding': 'gzip',
					...(body === undefined
						? {}
						: { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
					...headers,
				},
				agent,
				...(allowPrivate ? {} : { lookup: publicOnly }),
			}
			return exchange(sent, { secure, path, body, timeoutMs, maxBytes, signal })
		},
	}
}

interface Exchange {
	readonly secure: boolean
	readonly path: string
	readonly body: string | undefined
	readonly timeoutMs: number
	readonly maxBytes: number
	readonly signal: AbortSignal | undefined
}

/** One request and its whole reply, within the time there is. */
function exchange(sent: RequestOptions, { secure, path, body, timeoutMs, maxBytes, signal }: Exchange): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const request = (secure ? httpsRequest : httpRequest)(sent)
		const end = (error: unknown) => {
			clearTimeout(timer)
			signal?.removeEventListener('abort', abort)
			request.destroy()
			reject(error)
		}
		const abort = () => end(signal?.reason)
		const late = () => end(new SourceError('E_TIMEOUT', `${path}: no whole reply within ${timeoutMs} ms`, retry(path)))
		const timer = setTimeout(late, timeoutMs)
		signal?.addEventListener('abort', abort, { once: true })
		request.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === PRIVATE) end(privateAddress(path))
			else end(new SourceError('E_BAD_RESPONSE', `${path}: no answer (${error.code ?? 'unknown error'})`, retry(path)))
		})
		request.on('response', (response: IncomingMessage) => {
			const { statusCode: status = 0 } = response
			if (status >= 300 && status < 400) {
				const details = { path, status }
				end(new SourceError('E_REDIRECT', `${path}: the provider leads elsewhere (status ${status})`, { details }))
				return
			}
			readBody(response, path, maxBytes).then((bytes) => {
				clearTimeout(timer)
				signal?.removeEventListener('abort', abort)
				resolve({ status, type: typeOf(response), body: bytes, retryAfterSeconds: retryAfter(response) })
			}, end)
		})
		request.end(body)
	})
}

function baseOf(text: string): URL {
	const refuse = (why: string): InputError => new InputError('E_INPUT', `url: ${why}`, { details: { field: 'url' } })
	if (!URL.canParse(text)) throw refuse('expected the address of a provider, http or https')
	const url = new URL(text)
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse(`${url.protocol} is neither http nor https`)
	if (url.username !== '' || url.password !== '') throw refuse('a user name or password may not stand in the address')
	if (url.search !== '' || url.hash !== '') throw refuse('a query or fragment may not stand in the address')
	return url
}

/** Resolves a name and refuses it where any of its addresses is not public: the one checked is the one connected to. */
const publicOnly: LookupFunction = (name, options, done) => {
	resolveName(name, { ...options, all: true }, (error, addresses) => {
		if (error !== null) return done(error, [])
		const hidden = addresses.some(({ address }) => !isPublicAddress(address))
		if (hidden) return done(Object.assign(new Error('not a public address'), { code: PRIVATE }), [])
		const [first] = addresses
		if (options.all === true || first === undefined) done(null, addresses)
		else done(null, first.address, first.family)
	})
}

function privateAddress(path: string): SourceError {
	return new SourceError(
		'E_EGRESS',
		`${path}: the provider's address is not public, and private ones are not allowed`,
		{
			details: { path },
		},
	)
}

const retry = (path: string) => ({ details: { path }, retryable: true })

function typeOf({ headers }: IncomingMessage): string {
	return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

/** Seconds to wait: as a number, or a date, which is held against the date of the reply so that no clock is read. */
function retryAfter({ headers }: IncomingMessage): number | null {
	const text = headers['retry-after']?.trim() ?? ''
	if (/^[0-9]{1,9}$/.test(text)) return Number(text)
	const wait = (Date.parse(text) - Date.parse(headers.date ?? '')) / 1000
	return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait)) : null
}
