/** A file to read: where it lies and how messages name it. */
export interface BlockFile {
	readonly path: string
	readonly name: string
}
