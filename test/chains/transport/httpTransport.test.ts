import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../../src/chains/transport/ask.js'
import { httpTransport } from '../../../src/chains/transport/httpTransport.js'
import { isPublicAddress } from '../../../src/chains/transport/isPublicAddress.js'

let port = 0
const seen: { readonly url: string | undefined; readonly method: string | undefined; readonly body: string }[] = []
const server = createServer((request, response) => {
	let body = ''
	request.on('data', (part) => {
		body += part
	})
	request.on('end', () => {
		seen.push({ url: request.url, method: request.method, body })
		if (request.url === '/base/late') {
			response.writeHead(429, {
				date: 'Wed, 25 Nov 2026 12:00:00 GMT',
				'retry-after': 'Wed, 25 Nov 2026 12:00:07 GMT',
				'content-length': '0',
			})
			response.end()
		} else response.writeHead(200, { 'content-type': 'Text/Plain; charset=utf-8', 'content-length': '2' }).end('ok')
	})
})
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
	port = (server.address() as AddressInfo).port
})
afterAll(() => {
	server.closeAllConnections()
	server.close()
})

describe('httpTransport', () => {
	it('asks below its address, with a body where there is one', async () => {
		const transport = httpTransport({ url: `http://127.0.0.1:${port}/base/`, allowPrivate: true })
		const reply = await transport.send({ path: '/a/b' })
		expect(reply).toMatchObject({ status: 200, type: 'text/plain', retryAfterSeconds: null })
		expect(Buffer.from(reply.body).toString()).toBe('ok')
		await transport.send({ path: '/rpc', body: '{"id":1}' })
		expect(seen).toEqual([
			{ url: '/base/a/b', method: 'GET', body: '' },
			{ url: '/base/rpc', method: 'POST', body: '{"id":1}' },
		])
	})

	it('reads a date to wait for against the date of the reply', async () => {
		const transport = httpTransport({ url: `http://127.0.0.1:${port}/base`, allowPrivate: true })
		expect((await transport.send({ path: '/late' })).retryAfterSeconds).toBe(7)
		const waits: number[] = []
		const patience = {
			attempts: 3,
			firstWaitMs: 10_000,
			longestWaitMs: 60_000,
			sleep: async (ms: number) => void waits.push(ms),
		}
		const asked = ask(transport, { path: '/late' }, () => 1, { patience, signal: undefined })
		await expect(asked).rejects.toMatchObject({ code: 'E_BAD_RESPONSE', details: { status: 429 } })
		expect(waits).toEqual([10_000, 20_000])
	})

	it.each([
		'ftp://example.org',
		'file:///etc/passwd',
		'data:text/plain,x',
		'example.org',
		'https://user:secret@example.org',
		'https://example.org?key=secret',
		'https://example.org#x',
		'',
	])('refuses %s as an address, and does not repeat it', (url) => {
		let thrown: unknown
		try {
			httpTransport({ url })
		} catch (error) {
			thrown = error
		}
		expect(thrown).toMatchObject({ code: 'E_INPUT', details: { field: 'url' } })
		expect(JSON.stringify(thrown)).not.toContain('secret')
	})

	it.each([
		'127.0.0.1',
		'2130706433',
		'0x7f.1',
		'127.1',
		'[::1]',
		'[::ffff:127.0.0.1]',
		'10.0.0.1',
		'169.254.169.254',
		'localhost',
	])('does not go to %s unless that is allowed', async (host) => {
		const before = seen.length
		const transport = httpTransport({ url: `http://${host}:${port}`, timeoutMs: 5000 })
		await expect(transport.send({ path: '/x' })).rejects.toMatchObject({ code: 'E_EGRESS', retryable: false })
		expect(seen.length).toBe(before)
	})

	it.each(['x', '//other.example/x', '/a/../b', '/a b', '/a\r\nX: y', '/a#b'])('refuses the path %j', async (path) => {
		const transport = httpTransport({ url: `http://127.0.0.1:${port}`, allowPrivate: true })
		await expect(transport.send({ path })).rejects.toMatchObject({ code: 'E_INPUT' })
	})

	it('says that nobody answers, without saying where', async () => {
		const transport = httpTransport({ url: 'http://127.0.0.1:1/secret', allowPrivate: true })
		const error = await transport.send({ path: '/x' }).catch((thrown) => thrown)
		expect(error).toMatchObject({ code: 'E_BAD_RESPONSE', retryable: true })
		expect(`${error.message} ${JSON.stringify(error.details)} ${error.stack}`).not.toMatch(/secret|127\.0/)
	})
})

describe('isPublicAddress', () => {
	it.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00::1'])('%s is', (address) => {
		expect(isPublicAddress(address)).toBe(true)
	})

	it.each([
		'127.0.0.1',
		'0.0.0.0',
		'10.1.2.3',
		'172.16.0.1',
		'192.168.1.1',
		'100.64.0.1',
		'169.254.169.254',
		'224.0.0.1',
		'255.255.255.255',
		'::',
		'::1',
		'fe80::1',
		'fd00::1',
		'::ffff:8.8.8.8',
		'64:ff9b::808:808',
		'2002:7f00:1::',
		'localhost',
		'',
	])('%s is not', (address) => {
		expect(isPublicAddress(address)).toBe(false)
	})
})
